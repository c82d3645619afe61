package io.ebm.objectives.denoising;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.Optional;

/** {@code ½ |∇E(x) - g|²} at states between data and noise, with slopes that are told. */
abstract class SlopeRegression implements Objective {

  private final String who;
  private Batch states = Batch.allocate(0, 1);
  private Batch wanted = Batch.allocate(0, 1);
  private Batch slopes = Batch.allocate(0, 1);
  private Batch noise = Batch.allocate(0, 1);
  private double[] energies = new double[0];
  private double[] ones = new double[0];

  SlopeRegression(String name) {
    who = "objective '" + name + "'";
  }

  /** Why it cannot be used on an energy. */
  static Optional<String> misfit(FitContext context) {
    return context.energy().space() instanceof StateSpace.Real
        ? context.lacks(ScoreLearnable.class)
        : Optional.of(
            "goes from data to normal noise on unbounded real states, not those of "
                + context.energy().space());
  }

  /**
   * Chooses states and slopes.
   *
   * @param noise normal numbers
   * @param states receives where the slopes are learned
   * @param wanted receives the slopes
   */
  abstract void choose(Batch data, Batch noise, RandomStream random, Batch states, Batch wanted);

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    FitContext.require(who, misfit(FitContext.of(energy)));
    int n = data.size();
    if (states.size() != n || states.dim() != data.dim()) {
      states = Batch.allocate(n, data.dim());
      wanted = Batch.allocate(n, data.dim());
      slopes = Batch.allocate(n, data.dim());
      noise = Batch.allocate(n, data.dim());
      energies = new double[n];
      ones = new double[n];
      Arrays.fill(ones, 1);
    }
    RandomStream random = context.random();
    random.fillGaussian(noise.array(), 0, noise.length());
    choose(data, noise, random, states, wanted);
    double[] loss = new double[1];
    Capabilities.require(energy, ScoreLearnable.class, who)
        .accumulateDirectional(
            states,
            energies,
            slopes,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                loss[0] += miss(i);
              }
            },
            ones,
            gradient);
    return loss[0];
  }

  private double miss(int row) {
    double squares = 0;
    for (int j = 0; j < slopes.dim(); j++) {
      float miss = slopes.get(row, j) - wanted.get(row, j);
      squares += (double) miss * miss;
      slopes.set(row, j, miss);
    }
    if (!Double.isFinite(squares)) {
      throw new NonFiniteException("the loss of data row " + row + " is " + squares / 2);
    }
    return squares / 2;
  }
}
