package io.ebm.api;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds out what a model can do. */
public final class Capabilities {

  private Capabilities() {}

  /**
   * The interfaces marked {@link Capability} that a model's class implements and the model has, the
   * class's own before those that they extend. What a wrapper hands on is not among them.
   */
  public static Set<Class<?>> of(Model model) {
    Set<Class<?>> found = new LinkedHashSet<>();
    for (Class<?> type = model.getClass(); type != null; type = type.getSuperclass()) {
      addMarked(type, found);
    }
    found.removeIf(capability -> !has(model, capability));
    return found;
  }

  private static void addMarked(Class<?> type, Set<Class<?>> into) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isAnnotationPresent(Capability.class)) {
        into.add(parent);
      }
      addMarked(parent, into);
    }
  }

  /** Whether a model has a capability. */
  public static boolean has(Model model, Class<?> capability) {
    return model.as(capability).isPresent();
  }

  /** The model as a conditional one, of whatever contexts, if it is. */
  public static Optional<Conditional<?>> conditional(Model model) {
    return model.as(Conditional.class).map(conditional -> (Conditional<?>) conditional);
  }

  /**
   * The model as one of its capabilities.
   *
   * @param needs the capability needed
   * @param who who needs it, as in {@code "sampler 'langevin'"}
   * @throws UnsupportedEnergyException if the model lacks it
   */
  public static <T> T require(Model model, Class<T> needs, String who) {
    return model.as(needs).orElseThrow(() -> new UnsupportedEnergyException(who, needs, model));
  }
}
