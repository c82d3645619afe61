package io.ebm.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A factory of components that live in a run and know its context.
 *
 * @param <C> the config record
 * @param <T> what is created
 */
public interface ComponentFactory<C extends Record, T> extends Factory<C> {

  /**
   * Creates the component.
   *
   * @param config checked by its own constructor
   * @param context what the host knows; belongs to this component alone
   * @throws IllegalArgumentException if the config does not fit what the context tells (the data
   *     space, a file); reported to the user with the component's place in the experiment
   */
  T create(C config, ComponentContext context);

  /**
   * Why components of this factory cannot be used on a model and its data, in a sentence that goes
   * on from the component's name and says what would do: {@code "needs an energy that is
   * Differentiable; …"} (see {@link FitContext#lacks}), {@code "is for discrete states, not for …;
   * score-matching takes real ones"}. Empty, the default, if they can.
   *
   * <p>It is the one question of fit. A host asks it before a run, of nested components too, and
   * where it looks for others that would do; what a component refuses when it is used all the same
   * is that sentence again, see {@link FitContext#require}. Cheap, and nothing is made for it.
   *
   * @param config checked by its own constructor; null where only the kind is in question, with
   *     whatever settings
   * @param context what it would be used on
   */
  default Optional<String> misfit(@Nullable C config, FitContext context) {
    return Optional.empty();
  }

  /**
   * What components nested in this one are used on, when this one is used on {@code context}. By
   * default the same.
   */
  default FitContext within(FitContext context) {
    return context;
  }

  /**
   * What a user should know of components of that config before a run, as sentences that go on from
   * the component's name, without a full stop: what settings imply together, what they cost, in
   * what they are a compromise. Hosts print them. None by default.
   *
   * @param config checked by its own constructor
   */
  default List<String> notes(C config) {
    return List.of();
  }
}
