package io.ebm.bench.reliability;

import io.ebm.core.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One command in this process, and how it ended.
 *
 * @param command its words
 * @param seconds how long it took
 * @param message the standard error, or where it stood when the time was up
 */
record Trial(List<String> command, Outcome outcome, double seconds, String message) {

  /** Runs a command; one that has not ended within the limit goes on in its thread. */
  static Trial run(List<String> command, int limitSeconds) {
    StringWriter err = new StringWriter();
    int[] code = {-1};
    Thread thread =
        new Thread(
            () ->
                code[0] =
                    Main.execute(
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(err, true),
                        command.toArray(String[]::new)),
            "trial");
    thread.setDaemon(true);
    long start = System.nanoTime();
    thread.start();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(limitSeconds));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (thread.isAlive()) {
      String stand =
          Stream.of(thread.getStackTrace())
              .limit(12)
              .map(StackTraceElement::toString)
              .collect(Collectors.joining(" < "));
      return new Trial(command, Outcome.HANG, seconds, stand);
    }
    return new Trial(command, Outcome.of(code[0], err.toString()), seconds, err.toString());
  }

  /** One line of a log. */
  String line(long number) {
    String text = message.strip().replaceAll("\\s+", " ");
    return String.format(
        Locale.ROOT,
        "%d\t%s\t%.2f\t%s\t%s",
        number,
        outcome,
        seconds,
        String.join(" ", command),
        text.length() > 600 ? text.substring(0, 600) + " …" : text);
  }
}
