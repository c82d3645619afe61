package io.ebm.core.runtime;

import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Factory;
import io.ebm.api.NonFiniteException;
import io.ebm.core.ComponentException;
import io.ebm.core.Failures;
import io.ebm.core.RunFailedException;
import io.ebm.core.UserException;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Origin;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has factories make what they are for. What a factory refuses goes on as it is; of what only a
 * mistake in its code explains, the message says whose mistake it is.
 */
public final class Making {

  private Making() {}

  /**
   * Makes a component.
   *
   * @throws ComponentException if its factory returns null, or fails with anything but a refusal
   */
  public static <T> T make(Component<T> component, ComponentContext context) {
    return make(component.factory(), () -> component.make(context));
  }

  /** The same, of what a factory makes in another way. */
  public static <T> T make(Factory<?> factory, Supplier<@Nullable T> maker) {
    T made;
    try {
      made = maker.get();
    } catch (IllegalArgumentException
        | UncheckedIOException
        | NonFiniteException
        | UserException
        | RunFailedException
        | ComponentException refusal) {
      throw refusal;
    } catch (RuntimeException | LinkageError e) {
      if (Failures.sentence(e).isPresent()) {
        throw e; // the machine's fault, or that of sizes
      }
      throw new ComponentException(named(factory) + " fails in create(): " + e, e);
    }
    if (made == null) {
      throw new ComponentException(named(factory) + " returns null from create()", null);
    }
    return made;
  }

  private static String named(Factory<?> factory) {
    Class<?> type = factory.getClass();
    return Kind.of(factory).word()
        + " '"
        + factory.name()
        + "' ("
        + type.getName()
        + " in "
        + Origin.of("", type)
        + ")";
  }
}
