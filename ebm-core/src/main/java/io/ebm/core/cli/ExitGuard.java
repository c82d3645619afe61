package io.ebm.core.cli;

import io.ebm.core.Failures;
import java.io.PrintStream;
import java.util.Arrays;

/**
 * Notices that something other than the command ends the process: {@code System.exit} in a plugin,
 * which could give the code of a success. Signals end it as they always do; {@code Runtime.halt}
 * nobody can notice.
 */
final class ExitGuard {

  private static final int FAILED = 1;

  private volatile boolean done;

  /** Begins to watch. */
  ExitGuard(PrintStream err) {
    Thread hook = new Thread(() -> ended(err), "exit guard");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** From now on the process may end. */
  void done() {
    done = true;
  }

  private void ended(PrintStream err) {
    if (done) {
      return;
    }
    for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
      int exit = depth(stack);
      if (exit >= 0) {
        String who =
            Arrays.stream(stack)
                .skip(exit + 1L)
                .filter(frame -> !frame.getClassName().equals("java.lang.System"))
                .findFirst()
                .map(Failures::place)
                .orElse("something");
        err.println("failed: " + who + " ended the process before the command was done");
        err.flush();
        Runtime.getRuntime().halt(FAILED);
      }
    }
  }

  private static int depth(StackTraceElement[] stack) {
    for (int i = 0; i < stack.length; i++) {
      if (stack[i].getClassName().equals("java.lang.Runtime")
          && stack[i].getMethodName().equals("exit")) {
        return i;
      }
    }
    return -1;
  }
}
