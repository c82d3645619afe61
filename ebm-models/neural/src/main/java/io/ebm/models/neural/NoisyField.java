package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.Costly;
import io.ebm.api.Differentiable;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.Tractable;
import io.ebm.api.noise.EdmNoise;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.api.noise.NoiseSchedule;
import io.ebm.api.noise.ProbabilityFlow;
import io.ebm.math.Scratch;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A field of a network that is told the noise: a denoiser {@code D(x; σ) = skip x + out F(in x;
 * ln(σ)/4)} by its {@link Preconditioning}, that need be the gradient of nothing.
 *
 * <p>What it is the model of is the law that its flow of probability makes of noise, and that law's
 * energy is {@code -log p(x)}, computed along the flow ({@link ProbabilityFlow}): by {@value
 * #NODES} levels and the method of Runge and Kutta, with the exact divergence up to {@value #EXACT}
 * dimensions and one fixed probe beyond. So {@code log Z} is 0 where the divergence is exact, up to
 * the error of the steps. An energy costs about a hundred calls of the network, and has no gradient
 * here: samplers that go from noise to data need none.
 */
final class NoisyField extends NoisyModel implements Tractable, Costly {

  private static final int NODES = 20;
  private static final int EXACT = 8;
  private static final double HIGHEST = 80;

  private final Preconditioning preconditioning;

  NoisyField(
      NoisyForm form,
      Preconditioning preconditioning,
      Parameters parameters,
      NoisyForm.Given given) {
    super(form, parameters, given);
    this.preconditioning = preconditioning;
    if (form.network().output().size() != form.space().dim()) {
      throw new IllegalArgumentException(
          "the layers give "
              + form.network().output()
              + ", and a field has as many numbers as a state, "
              + form.space().dim());
    }
  }

  @Override
  NoisyModel with(Parameters others, NoisyForm.Given other) {
    return new NoisyField(form, preconditioning, others, other);
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    return capability == Differentiable.class || capability == NoiseConditioned.class
        ? Optional.of(
            "it is a field, which has no energy but along its flow: samplers that go from noise to"
                + " data (heun, ddim, ancestral) draw from it")
        : capability == Tractable.class && form.space().dim() > EXACT
            ? Optional.of("its energies are estimated by one probe, and have no exact log Z")
            : super.lack(capability);
  }

  /** Of a network back and forth, four times a level, for each probe. */
  @Override
  public double multiplyAdds() {
    int dim = form.space().dim();
    return 3.0 * form.network().multiplyAdds() * 4 * (NODES - 1) * (dim <= EXACT ? dim : 1);
  }

  @Override
  public void logPartitions(int rows, double[] out) {
    Arrays.fill(out, 0, rows, 0);
  }

  @Override
  public void energies(Batch x, double[] out) {
    NoiseSchedule schedule = new EdmNoise(form.lowest(), HIGHEST * form.deviation(), 7, -1.2, 1.2);
    double[] levels = DoubleStream.of(schedule.times(NODES)).map(schedule::sigma).toArray();
    int probes = x.dim() <= EXACT ? 0 : 1;
    new ProbabilityFlow(this, 4, probes).logDensities(x, levels, RandomStream.of(1), out);
    for (int i = 0; i < x.size(); i++) {
      out[i] = -out[i];
    }
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out) {
    NoisyForm.Given of = at(sigmas);
    try (Run run = form.network().run(Passes.VALUES, parameters.values(), null);
        Scratch scratch = Scratch.open()) {
      float[] factors = scratch.floats(run.width());
      for (int from = 0; from < x.size(); from += run.most()) {
        run.begin(x.size() - from);
        form.load(run, x, from, of, factors);
        run.next();
        read(run, x, from, sigmas, out);
      }
    }
  }

  /** Makes of the network's output what is denoised. */
  private void read(Run run, Batch x, int from, double[] sigmas, Batch out) {
    int dim = x.dim();
    int rows = run.rows();
    form.states().readSlopes(run.memory(), run.output(0), run.columns(), rows, out, from);
    for (int row = from; row < from + rows; row++) {
      float skip = (float) preconditioning.skip(sigmas[row], form.deviation());
      float factor = (float) preconditioning.out(sigmas[row], form.deviation());
      int a = out.offset(row);
      int b = x.offset(row);
      for (int j = 0; j < dim; j++) {
        out.array()[a + j] = skip * x.array()[b + j] + factor * out.array()[a + j];
      }
    }
  }

  /** Writes slopes by {@code D} as those by the network's output. */
  private void seed(Run run, Batch slopes, int from, double[] sigmas) {
    int at = run.outputSlope(0);
    int columns = run.columns();
    float[] m = run.memory();
    form.states().writeDirections(slopes, from, run.rows(), m, at, columns);
    for (int j = 0; j < slopes.dim(); j++) {
      for (int i = 0; i < columns; i++) {
        int place = at + j * columns + i;
        m[place] =
            i < run.rows()
                ? m[place] * (float) preconditioning.out(sigmas[from + i], form.deviation())
                : 0f;
      }
    }
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out, Batch v, Batch products) {
    NoisyForm.Given of = at(sigmas);
    try (Run run = form.network().run(Passes.INPUT_SLOPES, parameters.values(), null);
        Scratch scratch = Scratch.open()) {
      float[] factors = scratch.floats(run.width());
      for (int from = 0; from < x.size(); from += run.most()) {
        int rows = run.begin(x.size() - from);
        form.load(run, x, from, of, factors);
        run.next();
        read(run, x, from, sigmas, out);
        seed(run, v, from, sigmas);
        run.next();
        run.store(0, form.states(), products, from);
        for (int row = from; row < from + rows; row++) {
          float skip = (float) preconditioning.skip(sigmas[row], form.deviation());
          float in = (float) form.in(of, row);
          int a = products.offset(row);
          int b = v.offset(row);
          for (int j = 0; j < x.dim(); j++) {
            products.array()[a + j] = skip * v.array()[b + j] + in * products.array()[a + j];
          }
        }
      }
    }
  }

  @Override
  public void accumulateDenoiser(
      Batch x, double[] sigmas, Batch out, ScoreLearnable.Directions slopes, Gradient into) {
    NoisyForm.Given of = at(sigmas);
    try (Run run = form.network().run(Passes.PARAMETER_SLOPES, parameters.values(), into.values());
        Scratch scratch = Scratch.open()) {
      float[] factors = scratch.floats(run.width());
      for (int from = 0; from < x.size(); from += run.most()) {
        int rows = run.begin(x.size() - from);
        form.load(run, x, from, of, factors);
        run.next();
        read(run, x, from, sigmas, out);
        slopes.choose(from, from + rows);
        seed(run, out, from, sigmas);
        run.next();
      }
    }
  }

  /** That of what the network itself gives. */
  @Override
  public double usualWeight(double sigma) {
    double out = preconditioning.out(sigma, form.deviation());
    return 1 / (out * out);
  }
}
