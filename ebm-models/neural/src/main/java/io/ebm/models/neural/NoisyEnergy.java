package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An energy of a network that is told the noise: with {@code s} the deviation of the data
 *
 * <pre>{@code
 * E_σ(x) = |x|² / 2(σ² + s²) + (s/σ) f(x / √(σ² + s²); ln(σ)/4)
 * }</pre>
 *
 * whose denoiser {@code x - σ² ∇E_σ} is that of Karras et al. (2022, equation 7) with the network
 * {@code -∇f}: the slope of {@code f} has about unit size at every level. All derivatives are
 * exact.
 */
final class NoisyEnergy extends NoisyModel implements NoiseConditioned, ScoreLearnable {

  NoisyEnergy(NoisyForm form, Parameters parameters, NoisyForm.Given given) {
    super(form, parameters, given);
    if (form.network().output().size() != 1) {
      throw new IllegalArgumentException(
          "the layers give " + form.network().output() + ", and an energy is one number");
    }
  }

  @Override
  NoisyModel with(Parameters others, NoisyForm.Given other) {
    return new NoisyEnergy(form, others, other);
  }

  @Override
  public EnergyFunction atNoise(double sigma) {
    return atLevel(sigma);
  }

  @Override
  public EnergyFunction atNoise(double[] sigmas) {
    return atLevels(sigmas);
  }

  /** By what {@code f} counts. */
  private double unit(NoisyForm.Given of, int row) {
    return form.deviation() / of.sigma(row);
  }

  private double precision(NoisyForm.Given of, int row) {
    double in = form.in(of, row);
    return in * in;
  }

  private Run run(Passes passes, @Nullable Gradient into) {
    return form.network().run(passes, parameters.values(), into == null ? null : into.values());
  }

  private void read(Run run, Batch x, int from, NoisyForm.Given of, double[] out) {
    int at = run.output(0);
    for (int i = 0; i < run.rows(); i++) {
      int row = from + i;
      double square = Vectors.dot(x.dim(), x.array(), x.offset(row), x.array(), x.offset(row));
      out[row] = unit(of, row) * run.memory()[at + i] + precision(of, row) * square / 2;
    }
  }

  @Override
  public void energies(Batch x, double[] out) {
    try (Run run = run(Passes.VALUES, null);
        Scratch scratch = Scratch.open()) {
      float[] factors = scratch.floats(run.width());
      for (int from = 0; from < x.size(); from += run.most()) {
        run.begin(x.size() - from);
        form.load(run, x, from, given, factors);
        run.next();
        read(run, x, from, given, out);
      }
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    gradients(x, given, energies, out);
  }

  private void gradients(Batch x, NoisyForm.Given of, double[] energies, Batch out) {
    try (Run run = run(Passes.INPUT_SLOPES, null);
        Scratch scratch = Scratch.open()) {
      float[] factors = scratch.floats(run.width());
      for (int from = 0; from < x.size(); from += run.most()) {
        int rows = run.begin(x.size() - from);
        form.load(run, x, from, of, factors);
        run.next();
        read(run, x, from, of, energies);
        run.seed(0, 1);
        run.next();
        run.store(0, form.states(), out, from);
        toStates(x, from, rows, of, out);
      }
    }
  }

  /** Makes slopes of {@code f} by its input those of the energy by the state. */
  private void toStates(Batch x, int from, int rows, NoisyForm.Given of, Batch slopes) {
    for (int row = from; row < from + rows; row++) {
      float factor = (float) (unit(of, row) * form.in(of, row));
      float precision = (float) precision(of, row);
      int a = slopes.offset(row);
      int b = x.offset(row);
      for (int j = 0; j < x.dim(); j++) {
        slopes.array()[a + j] = factor * slopes.array()[a + j] + precision * x.array()[b + j];
      }
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    try (Run run = run(Passes.PARAMETER_SLOPES, into);
        Scratch scratch = Scratch.open()) {
      float[] factors = scratch.floats(run.width());
      double[] seeds = scratch.doubles(x.size());
      for (int i = 0; i < x.size(); i++) {
        seeds[i] = weights[i] * unit(given, i);
      }
      for (int from = 0; from < x.size(); from += run.most()) {
        run.begin(x.size() - from);
        form.load(run, x, from, given, factors);
        run.next();
        run.seed(0, 1, seeds, from);
        run.next();
      }
    }
  }

  @Override
  public void accumulateDirectional(Batch x, Batch v, double[] weights, Gradient into) {
    along(x, given, v, null, null, weights, null, into);
  }

  @Override
  public void accumulateDirectional(
      Batch x,
      double[] energies,
      Batch gradients,
      Directions directions,
      double[] weights,
      Gradient into) {
    along(x, given, gradients, energies, directions, weights, null, into);
  }

  @Override
  public void accumulateDirectional(
      Batch x, Batch v, double[] weights, Batch products, Gradient into) {
    along(x, given, v, null, null, weights, products, into);
  }

  private void along(
      Batch x,
      NoisyForm.Given of,
      Batch v,
      double @Nullable [] energies,
      @Nullable Directions directions,
      double[] weights,
      @Nullable Batch products,
      @Nullable Gradient into) {
    Passes passes =
        into == null
            ? Passes.PRODUCTS
            : products == null ? Passes.DIRECTIONAL : Passes.DIRECTIONAL_AND_INPUTS;
    try (Run run = run(passes, into);
        Scratch scratch = Scratch.open()) {
      float[] factors = scratch.floats(run.width());
      for (int from = 0; from < x.size(); from += run.most()) {
        int rows = run.begin(x.size() - from);
        form.load(run, x, from, of, factors);
        run.next();
        if (energies != null) {
          read(run, x, from, of, energies);
        }
        run.seed(1, 1);
        run.next();
        if (directions != null) {
          run.store(1, form.states(), v, from);
          toStates(x, from, rows, of, v);
          directions.choose(from, from + rows);
        }
        for (int i = 0; i < run.columns(); i++) {
          int row = from + Math.min(i, rows - 1);
          factors[i] = i < rows ? (float) (weights[row] * unit(of, row) * form.in(of, row)) : 0f;
        }
        run.load(0, 1, form.states(), v, from);
        run.scaleInput(0, 1, factors);
        run.next();
        run.seed(0, 0);
        run.next();
        if (products != null) {
          run.store(0, form.states(), products, from);
          scaleProducts(v, from, rows, of, weights, products);
        }
      }
    }
  }

  private void scaleProducts(
      Batch v, int from, int rows, NoisyForm.Given of, double[] weights, Batch products) {
    for (int row = from; row < from + rows; row++) {
      float factor = (float) form.in(of, row);
      float base = (float) (weights[row] * precision(of, row));
      int a = products.offset(row);
      int b = v.offset(row);
      for (int j = 0; j < v.dim(); j++) {
        products.array()[a + j] = factor * products.array()[a + j] + base * v.array()[b + j];
      }
    }
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      gradients(x, at(sigmas), scratch.doubles(x.size()), out);
    }
    minus(x, sigmas, out, 0, x.size());
  }

  /** {@code x - σ² g}, in place of {@code g}. */
  private static void minus(Batch x, double[] sigmas, Batch g, int from, int to) {
    for (int row = from; row < to; row++) {
      float variance = (float) (sigmas[row] * sigmas[row]);
      int a = g.offset(row);
      int b = x.offset(row);
      for (int j = 0; j < x.dim(); j++) {
        g.array()[a + j] = x.array()[b + j] - variance * g.array()[a + j];
      }
    }
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out, Batch v, Batch products) {
    denoise(x, sigmas, out);
    try (Scratch scratch = Scratch.open()) {
      double[] ones = scratch.doubles(x.size());
      Arrays.fill(ones, 0, x.size(), 1);
      along(x, at(sigmas), v, null, null, ones, products, null);
    }
    minus(v, sigmas, products, 0, x.size());
  }

  @Override
  public void accumulateDenoiser(
      Batch x, double[] sigmas, Batch out, Directions slopes, Gradient into) {
    try (Scratch scratch = Scratch.open()) {
      double[] ones = scratch.doubles(x.size());
      Arrays.fill(ones, 0, x.size(), 1);
      Directions directions =
          (from, to) -> {
            minus(x, sigmas, out, from, to);
            slopes.choose(from, to);
            for (int row = from; row < to; row++) {
              float factor = (float) (-sigmas[row] * sigmas[row]);
              int at = out.offset(row);
              Vectors.scale(out.dim(), factor, out.array(), at, out.array(), at);
            }
          };
      along(x, at(sigmas), out, scratch.doubles(x.size()), directions, ones, null, into);
    }
  }

  /** That of the network's own slope, as of Karras et al. (2022, table 1). */
  @Override
  public double usualWeight(double sigma) {
    double out = Preconditioning.EDM.out(sigma, form.deviation());
    return 1 / (out * out);
  }
}
