package io.ebm.api;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

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

  /**
   * What a model lacks of some capabilities, in a sentence that goes on from who needs them: {@code
   * "needs an energy that is Differentiable; this one is GibbsSampled, Tractable"}; empty if it has
   * all.
   */
  public static Optional<String> lacks(Model model, Class<?>... needs) {
    StringJoiner missing = new StringJoiner(", ");
    Set<String> why = new LinkedHashSet<>();
    for (Class<?> need : needs) {
      if (!has(model, need)) {
        missing.add(need.getSimpleName());
        model.lack(need).ifPresent(why::add);
      }
    }
    return missing.length() == 0
        ? Optional.empty()
        : Optional.of(
            "needs an energy that is "
                + missing
                + "; this one "
                + named(of(model))
                + (why.isEmpty() ? "" : "; " + String.join("; ", why)));
  }

  private static String named(Set<Class<?>> capabilities) {
    return capabilities.isEmpty()
        ? "is not"
        : capabilities.stream()
            .map(Class::getSimpleName)
            .sorted()
            .collect(Collectors.joining(", ", "is ", ""));
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
