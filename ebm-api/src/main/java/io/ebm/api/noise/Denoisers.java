package io.ebm.api.noise;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.ScoreLearnable;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;
import java.util.Optional;

/** Denoisers of energies that know noise levels: {@code D(x; σ) = x - σ² ∇E_σ(x)}. */
public final class Denoisers {

  private Denoisers() {}

  /** The energy as a denoiser, or what it is made of; empty if it knows no noise. */
  public static Optional<Denoiser> of(EnergyFunction energy) {
    Optional<Denoiser> own = energy.as(Denoiser.class);
    return own.isPresent()
        ? own
        : energy
            .as(NoiseConditioned.class)
            .filter(noisy -> Capabilities.has(noisy.atNoise(1), Differentiable.class))
            .map(ByGradients::new);
  }

  /**
   * The same, required.
   *
   * @param who who needs it, as in {@code "sampler 'heun'"}
   * @throws io.ebm.api.UnsupportedEnergyException if it knows no noise
   */
  public static Denoiser require(EnergyFunction energy, String who) {
    return of(energy).orElseGet(() -> Capabilities.require(energy, Denoiser.class, who));
  }

  /** The energy as a denoiser that learns; empty if it knows no noise or does not learn. */
  public static Optional<DenoiserLearnable> learnable(EnergyFunction energy) {
    Optional<DenoiserLearnable> own = energy.as(DenoiserLearnable.class);
    return own.isPresent()
        ? own
        : energy
            .as(NoiseConditioned.class)
            .filter(noisy -> Capabilities.has(noisy.atNoise(1), ScoreLearnable.class))
            .map(LearningByGradients::new);
  }

  /** By gradients of the energy blurred; products by central differences of these. */
  private static class ByGradients implements Denoiser {
    final NoiseConditioned energy;

    /** How far probes for differences lie from a state, as a part of σ. */
    private static final double PART = 0.05;

    ByGradients(NoiseConditioned energy) {
      this.energy = energy;
    }

    final EnergyFunction at(double[] sigmas) {
      return energy.atNoise(sigmas);
    }

    private static Differentiable slopes(EnergyFunction energy) {
      return Capabilities.require(energy, Differentiable.class, "a denoiser");
    }

    @Override
    public void denoise(Batch x, double[] sigmas, Batch out) {
      try (Scratch scratch = Scratch.open()) {
        slopes(at(sigmas)).gradients(x, scratch.doubles(x.size()), out);
      }
      fromGradients(x, sigmas, out, 0, x.size());
    }

    static void fromGradients(Batch x, double[] sigmas, Batch out, int from, int to) {
      for (int i = from; i < to; i++) {
        double variance = sigmas[i] * sigmas[i];
        for (int j = 0; j < x.dim(); j++) {
          out.set(i, j, (float) (x.get(i, j) - variance * out.get(i, j)));
        }
      }
    }

    /** The Jacobian is symmetric: differences of {@code D} along {@code v}, over a part of σ. */
    @Override
    public void denoise(Batch x, double[] sigmas, Batch out, Batch v, Batch products) {
      int n = x.size();
      int dim = x.dim();
      try (Scratch scratch = Scratch.open()) {
        Batch probe = Batch.of(scratch.floats(n * dim), 0, n, dim);
        double[] steps = scratch.doubles(n);
        for (int i = 0; i < n; i++) {
          double square = Vectors.dot(dim, v.array(), v.offset(i), v.array(), v.offset(i));
          steps[i] = square > 0 ? PART * sigmas[i] / Math.sqrt(square) : 0;
        }
        move(x, -1, steps, v, probe);
        denoise(probe, sigmas, products);
        move(x, 1, steps, v, probe);
        denoise(probe, sigmas, out);
        for (int i = 0; i < n; i++) {
          double factor = steps[i] > 0 ? 1 / (2 * steps[i]) : 0;
          for (int j = 0; j < dim; j++) {
            products.set(i, j, (float) (factor * (out.get(i, j) - products.get(i, j))));
          }
        }
      }
      denoise(x, sigmas, out);
    }

    private static void move(Batch x, int sign, double[] steps, Batch v, Batch probe) {
      for (int i = 0; i < x.size(); i++) {
        for (int j = 0; j < x.dim(); j++) {
          probe.set(i, j, (float) (x.get(i, j) + sign * steps[i] * v.get(i, j)));
        }
      }
    }
  }

  private static final class LearningByGradients extends ByGradients implements DenoiserLearnable {

    LearningByGradients(NoiseConditioned energy) {
      super(energy);
    }

    private ScoreLearnable learner(double[] sigmas) {
      return Capabilities.require(at(sigmas), ScoreLearnable.class, "a denoiser that learns");
    }

    @Override
    public Parameters parameters() {
      return learner(ONE).parameters();
    }

    private static final double[] ONE = {1};

    /** {@code u · D = u · x - σ² u · ∇E}: the directions are {@code -σ² u}. */
    @Override
    public void accumulateDenoiser(
        Batch x, double[] sigmas, Batch out, ScoreLearnable.Directions slopes, Gradient into) {
      try (Scratch scratch = Scratch.open()) {
        double[] ones = scratch.doubles(x.size());
        Arrays.fill(ones, 0, x.size(), 1);
        learner(sigmas)
            .accumulateDirectional(
                x,
                scratch.doubles(x.size()),
                out,
                (from, to) -> {
                  fromGradients(x, sigmas, out, from, to);
                  slopes.choose(from, to);
                  for (int i = from; i < to; i++) {
                    double factor = -sigmas[i] * sigmas[i];
                    for (int j = 0; j < out.dim(); j++) {
                      out.set(i, j, (float) (factor * out.get(i, j)));
                    }
                  }
                },
                ones,
                into);
      }
    }

    /** That of noise as the output: {@code 1 / σ²}. */
    @Override
    public double usualWeight(double sigma) {
      return 1 / (sigma * sigma);
    }
  }
}
