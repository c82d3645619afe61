package io.ebm.core.train;

import io.ebm.api.Checkpointed;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Growing;
import io.ebm.api.GrowthContext;
import io.ebm.api.Metrics;
import io.ebm.api.Model;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.config.Training;
import org.jspecify.annotations.Nullable;

/**
 * The examples of every step: of fixed data epoch by epoch, of growing data at random among those
 * that there are. A function of the step and of the data alone; only growing data have a state.
 */
final class Minibatches implements Checkpointed {

  private final Examples examples;
  private final @Nullable Growing growing;
  private final EpochOrder order;
  private final RandomStream draws;
  private final int[] indices;
  private final boolean whole;

  Minibatches(Dataset data, Training training, boolean needsAll, RandomStream order) {
    examples = data.train();
    growing = data instanceof Growing grows ? grows : null;
    if (examples.size() < 1) {
      throw new UserException("data: there are no examples to train on");
    }
    this.order = new EpochOrder(growing == null ? examples.size() : 0, order);
    draws = order.split("growing");
    indices = new int[training.rows(examples.size(), needsAll)];
    whole = growing == null && indices.length == examples.size();
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i; // what a step that sees all examples needs
    }
  }

  /** The indices of the chosen examples; live. */
  int[] indices() {
    return indices;
  }

  /** Has growing data grow before a step. */
  void grow(Model model, long step, Metrics metrics) {
    if (growing != null) {
      try {
        growing.grow(new Growth(model, step, draws.split("new").split(step), metrics));
      } catch (IllegalArgumentException e) {
        throw new UserException("data: " + Texts.reason(e), e);
      }
    }
  }

  /** Chooses the examples of a step. */
  void choose(long step) {
    if (growing != null) {
      RandomStream random = draws.split(step);
      for (int i = 0; i < indices.length; i++) {
        indices[i] = random.nextInt(examples.size());
      }
    } else if (!whole) {
      order.indices(step * indices.length, indices);
    }
  }

  @Override
  public void save(StateWriter writer) {
    if (growing != null) {
      growing.save(writer.child("data"));
    }
  }

  @Override
  public void restore(StateReader reader) {
    if (growing != null) {
      growing.restore(reader.child("data"));
    }
  }

  private record Growth(Model model, long step, RandomStream random, Metrics metrics)
      implements GrowthContext {}
}
