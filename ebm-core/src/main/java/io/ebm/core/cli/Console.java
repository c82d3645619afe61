package io.ebm.core.cli;

import io.ebm.core.Texts;
import io.ebm.core.evaluation.Verdict;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command says: results on the standard output, all else on the standard error; a progress
 * bar on a terminal, a line at every tenth otherwise.
 */
final class Console {

  private final PrintWriter out;
  private final PrintWriter err;

  private Console(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  static Console of(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("a command runs only through picocli");
    }
    return new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
  }

  /** Prints a result for people, or JSON: nothing in it has power over a terminal. */
  void print(String text) {
    out.println(Texts.visible(text));
    out.flush();
  }

  /** Prints the name of a file, which a script may take; on a terminal as {@link #print} does. */
  void print(Path file) {
    out.println(resultsOnTerminal() ? Texts.visible(file.toString()) : file.toString());
    out.flush();
  }

  /**
   * Where results are written that are data: as they are, and on a terminal so that all of them can
   * be seen. Not to be closed.
   */
  Writer results() {
    return resultsOnTerminal() ? new VisibleWriter(out) : out;
  }

  /** Tells something on the way. */
  void say(String text) {
    err.println(Texts.visible(text));
    err.flush();
  }

  /** Tells what is wrong or missing; what is as it should be is told in one line. */
  void judge(List<Verdict> verdicts) {
    List<String> good = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      if (verdict.level() == Verdict.Level.GOOD) {
        good.add(verdict.says());
      } else {
        say(verdict.word() + ": " + verdict.sentence());
      }
    }
    if (!good.isEmpty()) {
      say("good: " + String.join("; ", good));
    }
  }

  /** Begins some long work. */
  Task task(String name, String unit) {
    return isTerminal() ? new Bar(name, unit) : new Lines(name, unit);
  }

  /** The launcher tells; Java cannot know before version 22. */
  private static boolean isTerminal() {
    return Boolean.getBoolean("ebm.terminal");
  }

  private static boolean resultsOnTerminal() {
    return Boolean.getBoolean("ebm.terminal.results");
  }

  /** Long work whose progress is shown. */
  interface Task extends AutoCloseable {

    /** So much is done; from any thread. */
    void at(long done, long total);

    /** So many steps are done, with this loss. */
    void lossAt(long done, long total, double loss);

    @Override
    void close();
  }

  private final class Bar implements Task {
    private final String name;
    private final String unit;
    private @Nullable ProgressBar bar;
    private boolean closed;

    Bar(String name, String unit) {
      this.name = name;
      this.unit = unit;
    }

    @Override
    public synchronized void at(long done, long total) {
      if (closed) {
        return;
      }
      if (bar == null) {
        bar =
            new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total)
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(200)
                .showSpeed()
                .setConsumer(
                    new DelegatingProgressBarConsumer(
                        text -> {
                          err.print("\r" + text);
                          err.flush();
                        },
                        100))
                .build();
      }
      bar.stepTo(done);
    }

    @Override
    public synchronized void lossAt(long done, long total, double loss) {
      at(done, total);
      if (bar != null && done % 16 == 0) {
        bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4g", loss));
      }
    }

    @Override
    public synchronized void close() {
      closed = true;
      if (bar != null) {
        bar.close();
        bar = null;
        err.println();
      }
    }
  }

  private final class Lines implements Task {
    private final String name;
    private final String unit;
    private final long start = System.nanoTime();
    private final AtomicLong tenth = new AtomicLong();

    Lines(String name, String unit) {
      this.name = name;
      this.unit = unit;
    }

    @Override
    public void at(long done, long total) {
      line(done, total, "");
    }

    @Override
    public void lossAt(long done, long total, double loss) {
      if (done * 10 / total > tenth.get()) {
        line(done, total, String.format(Locale.ROOT, ", loss %.4g", loss));
      }
    }

    private void line(long done, long total, String more) {
      long now = total <= 0 ? 10 : done * 10 / total;
      long before = tenth.get();
      if (now > before && tenth.compareAndSet(before, now)) {
        say(
            String.format(
                Locale.ROOT,
                "%s: %d of %d %s%s, %.1f s",
                name,
                done,
                total,
                unit,
                more,
                (System.nanoTime() - start) * 1e-9));
      }
    }

    @Override
    public void close() {}
  }
}
