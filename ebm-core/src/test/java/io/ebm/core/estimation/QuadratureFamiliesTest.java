package io.ebm.core.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.LogPartition;
import io.ebm.api.StateSpace;
import io.ebm.testkit.TestEstimation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.special.Gamma;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Energies drawn at random whose {@code log Z} is known, or known not to exist: every time the
 * interval holds it, or the result is not valid, or (of needles alone) it assumes in so many words
 * that there are no wells as narrow as one that there is. Each family also says what share has to
 * be solved. {@code -Debm.seed=…} draws others.
 */
class QuadratureFamiliesTest {

  private static final long SEED = Long.getLong("ebm.seed", 20_260_101L);

  /** What rounding of states to floats may add. */
  private static final double ROUNDING = 1e-4;

  private enum Family {
    /** Two or three Gaussians, alike, up to 1,000 standard deviations apart. */
    MODES(40, 0.9),
    /** On a line; standard deviations differ by up to 1,000. */
    WIDTHS_ON_A_LINE(30, 0.8),
    /** In a plane and in space; standard deviations differ by up to 30, and examples of each. */
    WIDTHS_WITH_EXAMPLES(16, 0.8),
    /** In a plane and in space; standard deviations differ by up to 1,000, no examples. */
    NEEDLES(20, 0.2),
    /** {@code |x - c|^-a} with an integral, times a Gaussian. */
    POLES(30, 0.5),
    /** The same without an integral. */
    INFINITE(20, 0);

    final int members;
    final double solved;

    Family(int members, double solved) {
      this.members = members;
      this.solved = solved;
    }
  }

  /** A mixture of isotropic Gaussians. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Mixture(double[][] centres, double[] std, double[] mass) {

    double energyOf(int mode, double[] x) {
      double square = 0;
      for (int k = 0; k < x.length; k++) {
        square += Math.pow((x[k] - centres[mode][k]) / std[mode], 2);
      }
      return square / 2
          - Math.log(mass[mode])
          + x.length * Math.log(std[mode] * Math.sqrt(2 * Math.PI));
    }

    double energy(double[] x) {
      double[] logs = new double[std.length];
      for (int mode = 0; mode < logs.length; mode++) {
        logs[mode] = -energyOf(mode, x);
      }
      return -LogSums.of(logs);
    }

    double logZ() {
      return Math.log(Arrays.stream(mass).sum());
    }

    /** How wide the well of a mode is, in the direction where it is narrowest. */
    double well(int mode) {
      double widest = Double.POSITIVE_INFINITY;
      for (int k = 0; k < centres[mode].length; k++) {
        double sum = 0;
        for (int side = -1; side <= 1; side += 2) {
          double far = std[mode];
          for (; far < 1e4; far *= 1.02) {
            double[] x = centres[mode].clone();
            x[k] += side * far;
            double other = Double.POSITIVE_INFINITY;
            for (int m = 0; m < std.length; m++) {
              other = m == mode ? other : Math.min(other, energyOf(m, x));
            }
            if (other < energyOf(mode, x)) {
              break;
            }
          }
          sum += far;
        }
        widest = Math.min(widest, sum);
      }
      return widest;
    }
  }

  private static Mixture mixture(Random random, int dim, double ratio) {
    double scale = Math.pow(10, 2 * random.nextDouble() - 1);
    int modes = 2 + random.nextInt(2);
    double apart = scale * Math.pow(10, 3 * random.nextDouble()) * 0.5;
    double[][] centres = new double[modes][dim];
    double[] std = new double[modes];
    double[] mass = new double[modes];
    for (int m = 0; m < modes; m++) {
      for (int k = 0; k < dim; k++) {
        centres[m][k] = apart * (2 * random.nextDouble() - 1) / Math.sqrt(dim);
      }
      std[m] = scale * (m == 0 ? 1 : Math.pow(ratio, -random.nextDouble()));
      mass[m] = 0.2 + random.nextDouble();
    }
    return new Mixture(centres, std, mass);
  }

  private static Batch examples(Mixture mixture, Random random) {
    int dim = mixture.centres[0].length;
    Batch rows = Batch.allocate(200 * mixture.std.length, dim);
    for (int i = 0; i < rows.size(); i++) {
      int mode = i % mixture.std.length;
      for (int k = 0; k < dim; k++) {
        rows.set(
            i, k, (float) (mixture.centres[mode][k] + mixture.std[mode] * random.nextGaussian()));
      }
    }
    return rows;
  }

  /** One energy, and what is to come out. */
  private record Member(
      PointEnergy energy, double logZ, @Nullable Batch examples, @Nullable Mixture mixture) {}

  private static Member draw(Family family, Random random) {
    return switch (family) {
      case MODES -> mixed(mixture(random, 1 + random.nextInt(3), 3), null);
      case WIDTHS_ON_A_LINE -> mixed(mixture(random, 1, 1000), null);
      case WIDTHS_WITH_EXAMPLES -> mixed(mixture(random, 2 + random.nextInt(2), 30), random);
      case NEEDLES -> mixed(mixture(random, 2 + random.nextInt(2), 1000), null);
      case POLES, INFINITE -> pole(random, family == Family.POLES);
    };
  }

  private static Member mixed(Mixture mixture, @Nullable Random examples) {
    return new Member(
        new PointEnergy(StateSpace.real(mixture.centres[0].length), mixture::energy),
        mixture.logZ(),
        examples == null ? null : examples(mixture, examples),
        mixture);
  }

  private static Member pole(Random random, boolean integrable) {
    int dim = 1 + random.nextInt(3);
    double power = dim * (integrable ? 0.98 * random.nextDouble() : 1 + random.nextDouble());
    double[] centre = new double[dim];
    for (int k = 0; k < dim && random.nextBoolean(); k++) {
      centre[k] = (float) (6 * random.nextDouble() - 3);
    }
    double sphere = Math.log(2) + dim / 2.0 * Math.log(Math.PI) - Gamma.logGamma(dim / 2.0);
    double rest = dim - power;
    return new Member(
        new PointEnergy(
            StateSpace.real(dim),
            x -> {
              double square = 0;
              for (int k = 0; k < dim; k++) {
                square += Math.pow(x[k] - centre[k], 2);
              }
              return square / 2 + power / 2 * Math.log(square);
            }),
        integrable
            ? sphere + (rest / 2 - 1) * Math.log(2) + Gamma.logGamma(rest / 2)
            : Double.POSITIVE_INFINITY,
        null,
        null);
  }

  @ParameterizedTest
  @EnumSource
  void rightOrNotValid(Family family) {
    Random random = new Random(SEED ^ family.name().hashCode());
    List<String> wrong = new ArrayList<>();
    int solved = 0;
    for (int i = 0; i < family.members; i++) {
      Member member = draw(family, random);
      TestEstimation context = TestEstimation.of(1);
      if (member.examples != null) {
        context = context.withData(Dataset.of(member.energy.space(), member.examples));
      }
      LogPartition result = new Quadrature().estimate(member.energy, context);
      boolean right =
          member.logZ > result.lower() - ROUNDING && member.logZ < result.upper() + ROUNDING;
      solved += result.valid() && right ? 1 : 0;
      boolean excused = family == Family.NEEDLES && assumedAway(member, result);
      if (result.valid() ? !right && !excused : result.reason().isEmpty()) {
        wrong.add("member " + i + ", exactly " + member.logZ + ": " + result);
      }
    }
    String told = family + ", -Debm.seed=" + SEED + ": " + solved + " solved of " + family.members;
    System.out.println(told);
    assertThat(wrong).as(told).isEmpty();
    assertThat(solved).as(told).isGreaterThanOrEqualTo((int) (family.solved * family.members));
  }

  private static final Pattern NARROWER = Pattern.compile("narrower than ([^ ]+) within");
  private static final Pattern FARTHER = Pattern.compile("narrower than ([^ ]+) of their distance");

  /** Whether the result says that it would not have seen one of the wells. */
  private static boolean assumedAway(Member member, LogPartition result) {
    Mixture mixture = member.mixture;
    Matcher narrower = NARROWER.matcher(result.assumes());
    Matcher farther = FARTHER.matcher(result.assumes());
    if (mixture == null || !narrower.find() || !farther.find()) {
      return false;
    }
    for (int mode = 0; mode < mixture.std.length; mode++) {
      double distance = Arrays.stream(mixture.centres[mode]).map(Math::abs).max().orElse(0);
      double well = mixture.well(mode);
      if (well < Double.parseDouble(narrower.group(1))
          || well < distance * Double.parseDouble(farther.group(1))) {
        return true;
      }
    }
    return false;
  }
}
