package io.ebm.core;

import io.ebm.api.InputFiles;
import io.ebm.api.SettingException;
import io.ebm.api.SizeException;
import io.ebm.api.Sizes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The one place where failures of the machine become sentences. */
public final class Failures {

  /** The names of the class loaders of Java and of ebm; a plugin's has the plugin's name. */
  private static final List<String> OWN_LOADERS = List.of("app", "platform");

  private Failures() {}

  /** Says what happened, if it is the memory's or a file's fault and not the program's. */
  public static Optional<String> sentence(Throwable failure) {
    String about = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError memory) {
        return Optional.of(memory(memory));
      }
      if (cause instanceof StackOverflowError) {
        return Optional.of("something is nested too deeply, as in thousands of parentheses");
      }
      if (cause instanceof NegativeArraySizeException
          || (cause instanceof ArithmeticException
              && String.valueOf(cause.getMessage()).endsWith("overflow"))) {
        return Optional.of("its sizes are more than an array can have");
      }
      if (cause instanceof SizeException) {
        return Optional.of(Texts.reason(cause));
      }
      if (cause instanceof FileSystemException file && file.getFile() != null) {
        return Optional.of(file.getFile() + ": " + why(file));
      }
      if (cause instanceof IOException io) {
        return Optional.of(
            (about.isEmpty() ? "a file cannot be read or written" : about)
                + ": "
                + InputFiles.why(io));
      }
      if (cause instanceof UncheckedIOException unchecked) {
        about = about(unchecked);
      }
    }
    return Optional.empty();
  }

  /** What a message says besides what its cause says. */
  private static String about(UncheckedIOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.equals(String.valueOf(failure.getCause())) ? "" : message;
  }

  private static String why(FileSystemException file) {
    boolean plain = file.getClass() != FileSystemException.class;
    String why = InputFiles.why(file);
    return plain && !why.equals(file.getClass().getSimpleName())
        ? why
        : "cannot be read or written (" + why + ")";
  }

  private static String memory(OutOfMemoryError failure) {
    String reason = String.valueOf(failure.getMessage());
    if (reason.contains("native thread")) {
      return "the system starts no more threads; take fewer, by --threads";
    }
    return reason.contains("JAVA_TOOL_OPTIONS")
        ? reason // it says what for
        : "the memory is too small: the heap has "
            + Sizes.inWords((double) Runtime.getRuntime().maxMemory())
            + "; give it more (JAVA_TOOL_OPTIONS=-Xmx8g for 8 GB), or take smaller sizes";
  }

  /**
   * Makes a component, or has one answer a question. What it refuses, and what the machine refuses
   * it, becomes a user's error that names its place.
   *
   * @param path where it stands in the experiment
   * @throws UserException for what is wrong with the experiment, its files or its sizes
   * @throws ComponentException for what the component's author did not foresee
   */
  public static <T> T at(String path, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (UserException | RunFailedException e) {
      throw e;
    } catch (ComponentException e) {
      throw e.at(path);
    } catch (SettingException e) {
      throw new UserException(
          e.all().stream()
              .map(each -> path + dotted(each.setting()) + ": " + Texts.reason(each))
              .collect(Collectors.joining("\n")),
          e);
    } catch (IllegalArgumentException e) {
      throw new UserException(path + ": " + Texts.reason(e), e);
    } catch (RuntimeException | Error e) {
      throw sentence(e)
          .<RuntimeException>map(why -> new UserException(path + ": " + why, e))
          .orElseGet(() -> new ComponentException(path + ": " + e, e));
    }
  }

  private static String dotted(String setting) {
    return setting.isEmpty() ? "" : "." + setting;
  }

  /** Where in a plugin a failure began; empty where it was in ebm, or in Java for ebm. */
  public static Optional<String> plugin(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    for (StackTraceElement frame : root.getStackTrace()) {
      if (isPlugin(frame)) {
        return Optional.of(place(frame));
      }
      if (frame.getClassName().startsWith("io.ebm.")) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** A method, and the plugin that it belongs to, if any. */
  public static String place(StackTraceElement frame) {
    String method = frame.getClassName() + "." + frame.getMethodName() + "()";
    return isPlugin(frame) ? method + " of plugin '" + frame.getClassLoaderName() + "'" : method;
  }

  private static boolean isPlugin(StackTraceElement frame) {
    String loader = frame.getClassLoaderName();
    return loader != null && !OWN_LOADERS.contains(loader);
  }
}
