package io.ebm.core.cli;

import io.ebm.core.Texts;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;

/** The one place where failures of the machine become sentences. */
final class Failures {

  private Failures() {}

  /** Says what happened, if it is the memory's or a file's fault and not the program's. */
  static Optional<String> sentence(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "the memory is too small: the heap has %d MB; give it more (JAVA_TOOL_OPTIONS=-Xmx8g),"
                    + " or take smaller sizes",
                Runtime.getRuntime().maxMemory() >> 20));
      }
      if (cause instanceof StackOverflowError) {
        return Optional.of("something is nested too deeply, as in thousands of parentheses");
      }
      if (cause instanceof FileSystemException file && file.getFile() != null) {
        return Optional.of(file.getFile() + ": " + why(file));
      }
      if (cause instanceof IOException) {
        return Optional.of("a file cannot be read or written: " + Texts.reason(cause));
      }
    }
    return Optional.empty();
  }

  /** The first place in a plugin that a failure comes from, if it comes from one. */
  static Optional<String> plugin(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      for (StackTraceElement frame : cause.getStackTrace()) {
        if (isPlugin(frame)) {
          return Optional.of(place(frame));
        }
      }
    }
    return Optional.empty();
  }

  /** A method, and the plugin that it belongs to, if any. */
  static String place(StackTraceElement frame) {
    String method = frame.getClassName() + "." + frame.getMethodName() + "()";
    return isPlugin(frame) ? method + " of plugin '" + frame.getClassLoaderName() + "'" : method;
  }

  /** Java's own loaders have names too; those of its core have none. */
  private static boolean isPlugin(StackTraceElement frame) {
    String loader = frame.getClassLoaderName();
    return loader != null && !loader.equals("app") && !loader.equals("platform");
  }

  private static String why(FileSystemException file) {
    if (file instanceof AccessDeniedException) {
      return "permission is denied";
    }
    if (file instanceof NoSuchFileException) {
      return "there is no such file";
    }
    String reason = file.getReason();
    return "cannot be read or written (" + (reason == null ? Texts.reason(file) : reason) + ")";
  }
}
