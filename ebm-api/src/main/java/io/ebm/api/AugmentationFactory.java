package io.ebm.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Extension point for augmentations; see {@link Factory} for the form of a provider. An
 * augmentation is told the space of the rows that it changes by {@link Augmentation#on}, not by its
 * context: a model may be given other rows than examples.
 *
 * @param <C> the config record
 */
public interface AugmentationFactory<C extends Record> extends ComponentFactory<C, Augmentation> {

  /**
   * Why augmentations of this factory cannot be used on a space, in a sentence as {@link
   * ComponentFactory#misfit} gives it: {@code "is for images, …"}. Empty, the default, if they can.
   * {@link Augmentation#on} refuses the same spaces.
   *
   * @param config null where only the kind is in question, with whatever settings
   */
  default Optional<String> misfit(@Nullable C config, StateSpace space) {
    return Optional.empty();
  }

  /** That of the space of the data in question, which are the rows that would be changed. */
  @Override
  default Optional<String> misfit(@Nullable C config, FitContext context) {
    return context.data().flatMap(data -> misfit(config, data.space()));
  }
}
