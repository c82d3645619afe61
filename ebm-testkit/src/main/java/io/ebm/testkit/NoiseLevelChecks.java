package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.DenoiserLearnable;
import io.ebm.api.noise.Denoisers;
import io.ebm.api.noise.Guidable;
import io.ebm.api.noise.NoiseConditioned;
import java.util.Optional;

/**
 * What an energy knows of noise, against itself and against differences. Each check throws {@link
 * AssertionError}; each does nothing for an energy without the capability.
 */
public final class NoiseLevelChecks {

  private static final double[] LEVELS = {0.1, 0.4, 1.5};
  private static final double STEP = 0.02;
  private static final double CLOSE = 1e-4;
  private static final double BY_DIFFERENCES = 2e-2;

  private NoiseLevelChecks() {}

  /** {@link NoiseConditioned#atNoise(double[])} is, row by row, that of one level for all. */
  public static void levelsAreThoseOfTheRows(EnergyCase test) {
    Optional<NoiseConditioned> found = test.energy().as(NoiseConditioned.class);
    if (found.isEmpty()) {
      return;
    }
    Batch x = test.states();
    double[] sigmas = new double[x.size()];
    EnergyFunction mixed = found.get().atNoise(sigmas);
    for (int i = 0; i < sigmas.length; i++) {
      sigmas[i] = LEVELS[i % LEVELS.length]; // after the energy was made: it reads them when asked
    }
    double[] claimed = new double[x.size()];
    mixed.energies(x, claimed);
    Optional<Differentiable> slopes = mixed.as(Differentiable.class);
    Batch claimedSlopes = Batch.allocate(x.size(), x.dim());
    slopes.ifPresent(energy -> energy.gradients(x, new double[x.size()], claimedSlopes));
    for (double level : LEVELS) {
      EnergyFunction alone = found.get().atNoise(level);
      double[] expected = new double[x.size()];
      alone.energies(x, expected);
      Batch expectedSlopes = Batch.allocate(x.size(), x.dim());
      Optional<Differentiable> aloneSlopes = alone.as(Differentiable.class);
      require(
          aloneSlopes.isPresent() == slopes.isPresent(),
          test + ": it has slopes at one level or at levels of the rows, not at both");
      aloneSlopes.ifPresent(e -> e.gradients(x, new double[x.size()], expectedSlopes));
      for (int i = 0; i < x.size(); i++) {
        if (sigmas[i] == level) {
          close(test + ": energy of a row at its own level", claimed[i], expected[i], CLOSE);
          for (int j = 0; j < x.dim(); j++) {
            close(
                test + ": slope of a row at its own level",
                claimedSlopes.get(i, j),
                expectedSlopes.get(i, j),
                CLOSE);
          }
        }
      }
    }
  }

  /**
   * {@link Denoiser} is {@code x - σ² ∇E_σ(x)} where the energy blurred has slopes, and its
   * products are those with its Jacobian.
   */
  public static void denoiserFollowsTheScore(EnergyCase test) {
    Denoiser denoiser = Denoisers.of(test.energy()).orElse(null);
    if (denoiser == null) {
      return;
    }
    Batch x = test.states();
    int n = x.size();
    double[] sigmas = new double[n];
    for (int i = 0; i < n; i++) {
      sigmas[i] = LEVELS[i % LEVELS.length];
    }
    Batch out = Batch.allocate(n, x.dim());
    denoiser.denoise(x, sigmas, out);
    test.energy()
        .as(NoiseConditioned.class)
        .flatMap(noisy -> noisy.atNoise(sigmas).as(Differentiable.class))
        .ifPresent(
            energy -> {
              Batch slopes = Batch.allocate(n, x.dim());
              energy.gradients(x, new double[n], slopes);
              for (int i = 0; i < n; i++) {
                for (int j = 0; j < x.dim(); j++) {
                  double expected = x.get(i, j) - sigmas[i] * sigmas[i] * slopes.get(i, j);
                  close(test + ": denoised state", out.get(i, j), expected, CLOSE);
                }
              }
            });
    productsAreThoseOfTheJacobian(test, denoiser, x, sigmas, out);
  }

  private static void productsAreThoseOfTheJacobian(
      EnergyCase test, Denoiser denoiser, Batch x, double[] sigmas, Batch out) {
    int n = x.size();
    Batch v = Batch.allocate(n, x.dim());
    Batch w = Batch.allocate(n, x.dim());
    test.random("v").fillGaussian(v.array(), 0, v.length());
    test.random("w").fillGaussian(w.array(), 0, w.length());
    Batch again = Batch.allocate(n, x.dim());
    Batch products = Batch.allocate(n, x.dim());
    denoiser.denoise(x, sigmas, again, v, products);
    Closeness.check("denoised state beside products", again, out, CLOSE);
    Batch probe = Batch.allocate(n, x.dim());
    Batch ahead = Batch.allocate(n, x.dim());
    Batch behind = Batch.allocate(n, x.dim());
    move(x, w, sigmas, 1, probe);
    denoiser.denoise(probe, sigmas, ahead);
    move(x, w, sigmas, -1, probe);
    denoiser.denoise(probe, sigmas, behind);
    for (int i = 0; i < n; i++) {
      double claimed = 0;
      double found = 0;
      double size = 0;
      for (int j = 0; j < x.dim(); j++) {
        claimed += (double) w.get(i, j) * products.get(i, j);
        double change = (ahead.get(i, j) - behind.get(i, j)) / (2 * STEP * sigmas[i]);
        found += v.get(i, j) * change;
        size += (double) w.get(i, j) * w.get(i, j) + (double) v.get(i, j) * v.get(i, j);
      }
      if (!(Math.abs(claimed - found) <= BY_DIFFERENCES * (1 + size))) {
        throw new AssertionError(
            String.format(
                "%s: a product with the Jacobian at noise %s is %.6g, by differences %.6g",
                test, sigmas[i], claimed, found));
      }
    }
  }

  private static void move(Batch x, Batch w, double[] sigmas, int sign, Batch probe) {
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < x.dim(); j++) {
        probe.set(i, j, (float) (x.get(i, j) + sign * STEP * sigmas[i] * w.get(i, j)));
      }
    }
  }

  /** {@link DenoiserLearnable#accumulateDenoiser} adds the derivative of {@code Σ u · D}. */
  public static void denoiserLearns(EnergyCase test) {
    DenoiserLearnable learnable = Denoisers.learnable(test.energy()).orElse(null);
    if (learnable == null) {
      return;
    }
    Batch x = test.states();
    int n = x.size();
    double[] sigmas = new double[n];
    for (int i = 0; i < n; i++) {
      sigmas[i] = LEVELS[i % LEVELS.length];
      double weight = learnable.usualWeight(sigmas[i]);
      require(weight > 0 && weight < 1e9, test + ": the usual weight is " + weight);
    }
    Batch u = Batch.allocate(n, x.dim());
    test.random("u").fillGaussian(u.array(), 0, u.length());
    Batch plain = Batch.allocate(n, x.dim());
    learnable.denoise(x, sigmas, plain);
    Batch out = Batch.allocate(n, x.dim());
    int[] seen = new int[n];
    Gradient gradient = learnable.parameters().newGradient();
    learnable.accumulateDenoiser(
        x,
        sigmas,
        out,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            seen[i]++;
            for (int j = 0; j < x.dim(); j++) {
              close(test + ": state denoised to learn", out.get(i, j), plain.get(i, j), CLOSE);
            }
            out.copyRow(i, u, i);
          }
        },
        gradient);
    for (int i = 0; i < n; i++) {
      require(seen[i] == 1, test + ": slopes of row " + i + " are chosen " + seen[i] + " times");
    }
    double[] size = new double[1];
    FiniteDifferences.Functions sum =
        (t, sums) -> {
          learnable.denoise(x, sigmas, plain);
          sums[0] = 0;
          size[0] = 0;
          for (int i = 0; i < n; i++) {
            for (int j = 0; j < x.dim(); j++) {
              double term = (double) u.get(i, j) * plain.get(i, j);
              sums[0] += term;
              size[0] += term * term;
            }
          }
        };
    sum.at(0, new double[1]);
    GradientChecks.compareParameters(
        test, "accumulateDenoiser()", gradient, sum, Math.sqrt(size[0]));
  }

  /** {@link Guidable#without} forgets nothing where it is told nothing, and something elsewhere. */
  public static void forgetsWhatItIsTold(EnergyCase test) {
    Guidable guidable = test.energy().as(Guidable.class).orElse(null);
    if (guidable == null) {
      return;
    }
    Batch x = test.states();
    boolean[] forget = new boolean[x.size()];
    EnergyFunction same = guidable.without(forget);
    double[] expected = test.energies(x);
    double[] claimed = new double[x.size()];
    same.energies(x, claimed);
    for (int i = 0; i < claimed.length; i++) {
      close(test + ": energy that forgot nothing", claimed[i], expected[i], CLOSE);
    }
  }

  private static void close(String what, double claimed, double expected, double tolerance) {
    if (!(Math.abs(claimed - expected) <= tolerance * (1 + Math.abs(expected)))) {
      throw new AssertionError(String.format("%s is %.7g, not %.7g", what, claimed, expected));
    }
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}
