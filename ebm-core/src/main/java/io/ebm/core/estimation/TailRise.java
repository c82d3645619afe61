package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import java.util.Locale;
import java.util.Optional;

/**
 * How fast an energy over ℝ^n rises far out, along rays from the mean of a {@link GaussianBase}
 * through draws of it. Chains that begin at a Gaussian see nothing of the tails, so that weights
 * look well where {@code exp(-E)} has no integral.
 */
final class TailRise {

  private static final int RAYS = 64;
  private static final double NEAR = 0x1p7;
  private static final double FAR = 0x1p14;

  /**
   * Tails that fall off like {@code r^-(n + 2)} have no second moment, as a Gaussian's draws have.
   */
  private static final double MOMENTS = 2;

  private TailRise() {}

  /**
   * Why weights of chains from a Gaussian say nothing of an energy's integral; empty if it rises
   * fast enough on every ray.
   */
  static Optional<String> obstacle(EnergyFunction energy, GaussianBase base, RandomStream random) {
    int dim = energy.space().dim();
    Batch draws = Batch.allocate(RAYS, dim);
    base.sample(draws, random);
    double rise = Double.POSITIVE_INFINITY;
    double[] near = energies(energy, base, draws, NEAR);
    double[] far = energies(energy, base, draws, FAR);
    for (int i = 0; i < RAYS; i++) {
      double slope = (far[i] - near[i]) / Math.log(FAR / NEAR);
      rise = Double.isNaN(slope) ? rise : Math.min(rise, slope); // both infinite: steep enough
    }
    if (rise <= 0) {
      return Optional.of("exp(-E) seems to have no integral: far out its energy does not rise");
    }
    if (rise <= dim) {
      return Optional.of(
          text("exp(-E) seems to have no integral: far out it falls off like r^-%.3g", rise)
              + text(" of the distance r, where more than r^-%d is needed", dim));
    }
    return rise <= dim + MOMENTS
        ? Optional.of(
            text(
                "exp(-E) falls off like r^-%.3g of the distance r, too slowly for chains that begin"
                    + " at a normal law",
                rise))
        : Optional.empty();
  }

  private static double[] energies(
      EnergyFunction energy, GaussianBase base, Batch draws, double times) {
    int dim = draws.dim();
    double[] distances = new double[draws.size()];
    double mostly = 0;
    for (int i = 0; i < distances.length; i++) {
      for (int k = 0; k < dim; k++) {
        distances[i] = Math.hypot(distances[i], draws.get(i, k) - base.mean(k));
      }
      mostly = Math.hypot(mostly, distances[i] / Math.sqrt(distances.length));
    }
    Batch points = Batch.allocate(draws.size(), dim);
    for (int i = 0; i < distances.length; i++) {
      double factor = times * mostly / distances[i]; // all rays are as long
      for (int k = 0; k < dim; k++) {
        double mean = base.mean(k);
        points.set(i, k, (float) (mean + factor * (draws.get(i, k) - mean)));
      }
    }
    double[] out = new double[draws.size()];
    energy.energies(points, out);
    return out;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
