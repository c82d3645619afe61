package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/**
 * Labels with an energy for each label at each place and of each pair of neighbours; where an end
 * ends sequences, up to the end, and {@code +∞} for what is no sequence.
 */
public final class SmallLabels implements EnergyFunction, Learnable {

  private final StateSpace.Categorical space;
  private final Parameters parameters;

  private SmallLabels(StateSpace.Categorical space) {
    this.space = space;
    int levels = space.levels();
    parameters =
        Parameters.builder()
            .add("unary", space.length(), levels)
            .add("pair", levels, levels)
            .build();
  }

  /** At parameters drawn at random. */
  public static SmallLabels random(StateSpace.Categorical space, RandomStream random) {
    SmallLabels labels = new SmallLabels(space);
    random.fillGaussian(labels.parameters.values(), 0, labels.parameters.size());
    return labels;
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void energies(Batch x, double[] out) {
    for (int i = 0; i < x.size(); i++) {
      double sum = 0;
      for (int j = 0; j < space.symbols(x, i); j++) {
        sum += parameters.values()[unary(x, i, j)];
        sum += j == 0 ? 0 : parameters.values()[pair(x, i, j)];
      }
      out[i] = space.isSequence(x, i) ? sum : Double.POSITIVE_INFINITY;
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < space.symbols(x, i); j++) {
        into.values()[unary(x, i, j)] += (float) weights[i];
        if (j > 0) {
          into.values()[pair(x, i, j)] += (float) weights[i];
        }
      }
    }
  }

  private int unary(Batch x, int i, int j) {
    return j * space.levels() + ((int) x.get(i, j));
  }

  private int pair(Batch x, int i, int j) {
    return (x.dim() + ((int) x.get(i, j - 1))) * space.levels() + ((int) x.get(i, j));
  }
}
