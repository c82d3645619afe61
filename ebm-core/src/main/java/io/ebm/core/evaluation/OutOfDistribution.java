package io.ebm.core.evaluation;

import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parallel;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.diagnostics.Auc;
import java.util.Map;

/** How well low energy tells held-out examples from what is like them and wrong. */
public final class OutOfDistribution {

  private static final int FEWEST_PIXELS = 4;

  private OutOfDistribution() {}

  /**
   * Whether examples are told from wrong ones: where there are some, with enough coordinates that
   * can be changed by themselves, as those of graphs cannot.
   */
  public static boolean applies(Dataset data) {
    return data.heldOut().size() > 0
        && data.space().dim() >= FEWEST_PIXELS
        && !(data.space() instanceof StateSpace.Graphs);
  }

  /**
   * Puts the areas under the curve.
   *
   * @param suffix of the scores' names
   */
  public static void put(
      Map<String, Double> into,
      String suffix,
      EnergyFunction energy,
      Dataset data,
      Parallel threads,
      RandomStream random) {
    StateSpace space = data.space();
    Energies energies = new Energies(energy, threads);
    Negatives negatives = new Negatives(data.heldOut(), space);
    double[] positive = negated(energies.of(data.heldOut()));
    double[] shuffled = negated(negatives.shuffled(energies, random.split("shuffled")));
    into.put("aucShuffled" + suffix, Auc.of(positive, shuffled));
    double[] noise = negated(negatives.uniform(energies, random.split("uniform")));
    into.put("aucUniform" + suffix, Auc.of(positive, noise));
  }

  /** The same numbers with the other sign: scores, of which high is good. */
  static double[] negated(double[] values) {
    double[] negated = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      negated[i] = -values[i];
    }
    return negated;
  }
}
