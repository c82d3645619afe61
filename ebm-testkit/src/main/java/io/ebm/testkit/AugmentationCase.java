package io.ebm.testkit;

import io.ebm.api.Augmentation;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.FitContext;
import io.ebm.api.StateSpace;
import java.util.Optional;

/**
 * An augmentation and the states to test it on.
 *
 * @param augmentation the augmentation
 * @param space what it is asked to change states of
 * @param rows some of them, as data have them
 * @param seed of everything random, told in failures
 */
public record AugmentationCase(
    Component<Augmentation> augmentation, StateSpace space, Batch rows, long seed) {

  /** Why its factory says that it cannot be used there; empty if it can. */
  Optional<String> misfit() {
    FitContext context = FitContext.of(new BareEnergy(space));
    return augmentation.misfit(
        context.with(Optional.of(Dataset.of(space, rows)), Optional.empty()));
  }

  /** Whether it has a meaning there. */
  public boolean fits() {
    return misfit().isEmpty();
  }

  /** The change of the states, made anew. */
  Augmentation.Transform transform() {
    TestContext context = TestContext.builder().seed(seed).path("augmentation").build();
    return augmentation.make(context).on(space);
  }

  @Override
  public String toString() {
    return "augmentation '" + augmentation.type() + "' on " + space + " (seed " + seed + ")";
  }
}
