package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.report.RunView;

/** The examples and samples of an energy that pictures show, in the units of the data's source. */
final class Points {

  private static final int MOST_ROWS = 4000;

  private Points() {}

  /** Whether there are any. */
  static boolean some(RunView run) {
    return run.samples().isPresent()
        || run.data().filter(data -> data.train().size() > 0).isPresent();
  }

  /** Whether the model's states are rows of the data. */
  static boolean inData(RunView run) {
    return run.data().filter(data -> data.space().dim() == dim(run)).isPresent();
  }

  private static int dim(RunView run) {
    return run.energy().orElseThrow().space().dim();
  }

  /** The first training examples as the model sees them; none where there are no data. */
  static Batch examples(RunView run) {
    int dim = dim(run);
    return run.data()
        .map(data -> data.train().range(0, Math.min(MOST_ROWS, data.train().size()), dim))
        .orElseGet(() -> Batch.allocate(0, dim));
  }

  /** The first training examples; none where there are no data. */
  static Batch data(RunView run) {
    return run.restored(examples(run));
  }

  /** The first held-out examples as the model sees them; none where there are none. */
  static Batch heldOut(RunView run) {
    int dim = dim(run);
    return run.data()
        .map(data -> data.heldOut().range(0, Math.min(MOST_ROWS, data.heldOut().size()), dim))
        .orElseGet(() -> Batch.allocate(0, dim));
  }

  /**
   * Noise that is uniform over the space, or on all of ℝⁿ over the range of some examples; none
   * where there are none.
   */
  static Batch noise(RunView run, Batch examples, int count) {
    StateSpace space = run.energy().orElseThrow().space();
    if (examples.size() == 0) {
      return Batch.allocate(0, space.dim());
    }
    Batch noise = Batch.allocate(count, space.dim());
    RandomStream random = run.random().split("noise");
    if (!(space instanceof StateSpace.Real)) {
      space.randomStart(noise, random);
      return noise;
    }
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int i = examples.offset(); i < examples.offset() + examples.length(); i++) {
      least = Math.min(least, examples.array()[i]);
      most = Math.max(most, examples.array()[i]);
    }
    random.fillUniform(noise.array(), 0, noise.length());
    for (int i = 0; i < noise.length(); i++) {
      noise.array()[i] = least + (most - least) * noise.array()[i];
    }
    return noise;
  }

  /** The samples; none where nothing was drawn. */
  static Batch samples(RunView run) {
    return run.samples().map(run::restored).orElseGet(() -> Batch.allocate(0, dim(run)));
  }
}
