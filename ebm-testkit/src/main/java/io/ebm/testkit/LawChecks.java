package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.KnownMoments;
import io.ebm.api.Learnable;
import io.ebm.api.StateSpace;
import io.ebm.api.noise.NoiseConditioned;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an energy knows of its law and of that law blurred, against sums and integrals made by
 * force. Each check throws {@link AssertionError}; each does nothing for an energy without the
 * capability.
 */
public final class LawChecks {

  private static final int ENUMERATED = 1 << 14;
  private static final int CHECKED_ROWS = 4;
  private static final int LINE = 1 << 14;
  private static final int SIDE = 1 << 10;
  private static final double REACH = 7;
  private static final int DRAWS = 1 << 15;
  private static final double ACCURATE = 0.05;
  private static final int CHUNK = 1 << 12;

  private LawChecks() {}

  /**
   * {@link KnownMoments} are those of the law: by the sum over the states of a discrete space, or
   * integrals over one or two real coordinates. More real coordinates are not compared; test a
   * small energy.
   */
  public static void momentsAreThoseOfTheLaw(EnergyCase test) {
    Optional<KnownMoments> known = test.energy().as(KnownMoments.class);
    if (known.isEmpty() || test.rowBound()) {
      return;
    }
    StateSpace space = test.energy().space();
    int dim = space.dim();
    double[] means = new double[dim + 1];
    double[] variances = new double[dim + 1];
    means[dim] = Double.MAX_VALUE;
    variances[dim] = Double.MAX_VALUE;
    known.get().means(means);
    known.get().variances(variances);
    require(
        means[dim] == Double.MAX_VALUE && variances[dim] == Double.MAX_VALUE,
        test + ": moments are written beyond the " + dim + " coordinates");
    for (int j = 0; j < dim; j++) {
      require(
          !Double.isInfinite(means[j]) && !(variances[j] < 0) && !Double.isInfinite(variances[j]),
          test + ": coordinate " + j + " has the mean " + means[j] + ", variance " + variances[j]);
    }
    Points points;
    if (space.levels() > 0 && Enumeration.possible(space, ENUMERATED)) {
      Batch all = Enumeration.of(test.energy()).states();
      double[] ones = new double[all.size()];
      Arrays.fill(ones, 1);
      points = new Points(all, ones);
    } else if (space.levels() == 0 && dim <= 2) {
      points = Points.around(space, means, variances);
    } else {
      return;
    }
    points.check(test, means, variances);
  }

  /** Points to sum over, and the volume that each stands for. */
  @SuppressWarnings("ArrayRecordComponent") // summed over, never compared
  private record Points(Batch x, double[] volumes) {

    static Points around(StateSpace space, double[] means, double[] variances) {
      int dim = space.dim();
      int side = dim == 1 ? LINE : SIDE;
      double[][] ends = new double[dim][side + 1];
      for (int j = 0; j < dim; j++) {
        double centre = Double.isNaN(means[j]) ? 0 : means[j];
        double spread = variances[j] > 0 ? Math.sqrt(variances[j]) : 1;
        for (int k = 0; k <= side; k++) {
          double part = (double) k / side;
          ends[j][k] =
              space instanceof StateSpace.Box box
                  ? box.low() + part * ((double) box.high() - box.low())
                  : centre + spread * Math.sinh(REACH * (2 * part - 1));
        }
      }
      int count = dim == 1 ? side : side * side;
      Batch x = Batch.allocate(count, dim);
      double[] volumes = new double[count];
      for (int p = 0; p < count; p++) {
        volumes[p] = 1;
        for (int j = 0; j < dim; j++) {
          int k = j == 0 ? p % side : p / side;
          x.set(p, j, (float) ((ends[j][k] + ends[j][k + 1]) / 2));
          volumes[p] *= ends[j][k + 1] - ends[j][k];
        }
      }
      return new Points(x, volumes);
    }

    void check(EnergyCase test, double[] means, double[] variances) {
      int n = x.size();
      double[] energies = new double[n];
      double[] chunk = new double[CHUNK];
      double least = Double.POSITIVE_INFINITY;
      for (int from = 0; from < n; from += CHUNK) {
        int size = Math.min(CHUNK, n - from);
        test.energy().energies(x.slice(from, from + size), chunk);
        System.arraycopy(chunk, 0, energies, from, size);
      }
      for (double energy : energies) {
        least = Math.min(least, energy);
      }
      double mass = 0;
      double[] first = new double[x.dim()];
      double[] second = new double[x.dim()];
      for (int p = 0; p < n; p++) {
        double weight = volumes[p] * Math.exp(least - energies[p]);
        if (weight > 0) {
          mass += weight;
          for (int j = 0; j < x.dim(); j++) {
            first[j] += weight * x.get(p, j);
            second[j] += weight * x.get(p, j) * x.get(p, j);
          }
        }
      }
      for (int j = 0; j < x.dim(); j++) {
        double mean = first[j] / mass;
        double variance = second[j] / mass - mean * mean;
        double allowed = 1e-2 * Math.sqrt(variance);
        requireMoment(test, "mean", j, means[j], mean, allowed);
        requireMoment(test, "variance", j, variances[j], variance, 2e-2 * variance);
      }
    }

    private static void requireMoment(
        EnergyCase test, String what, int j, double known, double found, double allowed) {
      if (!Double.isNaN(known) && !(Math.abs(known - found) <= allowed)) {
        throw new AssertionError(
            String.format(
                "%s: the %s of coordinate %d is %.7g by its sum, not %.7g",
                test, what, j, found, known));
      }
    }
  }

  /**
   * {@link NoiseConditioned#atNoise} is an energy of the same space and the same parameters.
   *
   * @param exactly whether it promises the law blurred, rather than what was learned of that: then
   *     differences of energies are compared with averages of {@code exp(-E)} over the noise
   */
  public static void noiseBlursTheLaw(EnergyCase test, boolean exactly) {
    Optional<NoiseConditioned> found = test.energy().as(NoiseConditioned.class);
    if (found.isEmpty()) {
      return;
    }
    Optional<Learnable> learnable = test.energy().as(Learnable.class);
    for (double sigma : new double[] {0.1, 0.3}) {
      EnergyFunction blurred = found.get().atNoise(sigma);
      require(
          blurred.space().equals(test.energy().space()),
          test + ": at noise " + sigma + " it is on " + blurred.space());
      require(
          learnable.isEmpty()
              || blurred.as(Learnable.class).map(Learnable::parameters).orElse(null)
                  == learnable.get().parameters(),
          test + ": at noise " + sigma + " it has parameters of its own");
      if (exactly && !test.rowBound()) {
        checkBlurred(test, blurred, sigma);
      }
    }
  }

  /** At the rows of least energy, where averages over the noise are accurate. */
  private static void checkBlurred(EnergyCase test, EnergyFunction blurred, double sigma) {
    Batch x = lowest(test);
    int points = x.size();
    double[] claimed = new double[points];
    blurred.energies(x, claimed);
    Batch moved = Batch.allocate(DRAWS, x.dim());
    double[] energies = new double[DRAWS];
    double[] averaged = new double[points];
    double[] errors = new double[points];
    int accurate = 0;
    for (int i = 0; i < points; i++) {
      test.random("noise").split(i).fillGaussian(moved.array(), 0, moved.length());
      for (int k = 0; k < moved.length(); k++) {
        moved.array()[k] = (float) (x.get(i, k % x.dim()) + sigma * moved.array()[k]);
      }
      test.energy().energies(moved, energies);
      double least = Arrays.stream(energies).min().orElse(0);
      double sum = 0;
      double squares = 0;
      for (double energy : energies) {
        double weight = Math.exp(least - energy);
        sum += weight;
        squares += weight * weight;
      }
      averaged[i] = least - Math.log(sum / DRAWS);
      errors[i] = Math.sqrt(Math.max(0, squares / (sum * sum) - 1.0 / DRAWS)); // of the mean
      accurate += errors[i] < ACCURATE ? 1 : 0;
      double found = claimed[i] - claimed[0];
      double expected = averaged[i] - averaged[0];
      double allowed = 5 * (errors[i] + errors[0]) + 1e-4 * (1 + Math.abs(claimed[i]));
      if (errors[i] < ACCURATE && !(Math.abs(found - expected) <= allowed)) {
        throw new AssertionError(
            String.format(
                "%s: at noise %s, a row lies %.5g above the lowest, but blurred by force %.5g"
                    + " (allowed difference %.2g)",
                test, sigma, found, expected, allowed));
      }
    }
    require(
        accurate >= CHECKED_ROWS && errors[0] < ACCURATE,
        test + ": no averages over noise " + sigma + "; choose states where the mass is");
  }

  private static Batch lowest(EnergyCase test) {
    Batch x = test.states();
    double[] energies = test.energies(x);
    List<Integer> order =
        IntStream.range(0, x.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> energies[i]))
            .toList();
    Batch lowest = Batch.allocate(Math.min(2 * CHECKED_ROWS, x.size()), x.dim());
    for (int i = 0; i < lowest.size(); i++) {
      lowest.copyRow(i, x, order.get(i));
    }
    return lowest;
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}
