package io.ebm.core.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Ctrl-C and SIGTERM while a run trains: the first asks it to stop after its step, the second ends
 * the process at once. {@code sun.misc.Signal}, which Java has no other name for, is called by
 * reflection, as the compiler warns of it; where it is missing, signals do what they always do.
 */
final class StopSignals implements AutoCloseable {

  /** The exit code of a command that a signal ended, as shells have it. */
  static final int EXIT = 130;

  private final AtomicBoolean asked = new AtomicBoolean();
  private final List<Runnable> restore = new ArrayList<>();

  /**
   * Listens until closed.
   *
   * @param tell told what the first signal does
   */
  StopSignals(Consumer<String> tell) {
    for (String name : List.of("INT", "TERM")) {
      try {
        handle(name, tell);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        // This system has no such signal.
      }
    }
  }

  private void handle(String name, Consumer<String> tell) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    InvocationHandler onSignal =
        (proxy, method, arguments) -> {
          if (!method.getName().equals("handle")) {
            return method.invoke(this, arguments); // equals, hashCode, toString
          }
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(EXIT);
          }
          tell.accept("stopping after this step; once more stops at once");
          return null;
        };
    Object ours =
        Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, onSignal);
    Object which = signal.getConstructor(String.class).newInstance(name);
    Method handle = signal.getMethod("handle", signal, handler);
    Object before = handle.invoke(null, which, ours);
    restore.add(
        () -> {
          try {
            handle.invoke(null, which, before);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Whether a signal came. */
  boolean asked() {
    return asked.get();
  }

  @Override
  public void close() {
    restore.forEach(Runnable::run);
  }
}
