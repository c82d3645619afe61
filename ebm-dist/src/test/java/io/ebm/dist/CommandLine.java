package io.ebm.dist;

import io.ebm.core.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One command and what it gave.
 *
 * @param code the exit code
 * @param out the standard output
 * @param err the standard error
 */
record CommandLine(int code, String out, String err) {

  static CommandLine run(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = String.valueOf(arguments[i]);
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
    return new CommandLine(code, out.toString(), err.toString());
  }

  /** The last line of the standard output. */
  String lastLine() {
    return out.lines().reduce((a, b) -> b).orElse("");
  }
}
