package io.ebm.objectives.unrolled;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import io.ebm.api.RandomStream;
import io.ebm.api.Refining;
import io.ebm.api.ScoreLearnable;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;

/** The objective of {@link UnrolledFactory}. */
final class UnrolledDescent implements Objective, Parametric, Refining {

  private static final String WHO = "objective 'unrolled'";
  private static final String LOG_STEP_SIZE = "log-step-size";

  private final UnrolledFactory.Config config;
  private Parameters own;
  private Gradient ownGradient;
  private Batch[] states = {}; // before the first step, …, after the last
  private Batch[] slopes = {}; // of the energy at each of them but the last
  private Batch adjoint = Batch.allocate(0, 1); // λ
  private Batch products = Batch.allocate(0, 1);
  private float[] noise = {};
  private double[] energies = {};
  private double[] factors = {};

  UnrolledDescent(UnrolledFactory.Config config) {
    this.config = config;
    own = newParameters();
    ownGradient = own.newGradient();
  }

  @Override
  public Parameters newParameters() {
    Parameters.Builder builder = Parameters.builder();
    if (config.learnStep()) {
      builder.add(LOG_STEP_SIZE, 1);
    }
    Parameters made = builder.build();
    if (config.learnStep()) {
      made.values()[0] = (float) Math.log(config.step());
    }
    return made;
  }

  @Override
  public void bind(Parameters shared, Gradient into) {
    own = shared;
    ownGradient = into;
  }

  @Override
  public boolean weighs() {
    return true;
  }

  private float stepSize() {
    return (float) (config.learnStep() ? Math.exp(own.values()[0]) : config.step());
  }

  @Override
  public int steps() {
    return config.steps();
  }

  @Override
  public void begin(Batch rows, RandomStream random) {
    if (config.start() == UnrolledFactory.Start.ZEROS) {
      rows.fill(0);
      return;
    }
    random.fillGaussian(rows.array(), rows.offset(), rows.length());
    if (config.scale() != 1) {
      float scale = (float) config.scale();
      Vectors.scale(rows.length(), scale, rows.array(), rows.offset(), rows.array(), rows.offset());
    }
  }

  @Override
  public void refine(EnergyFunction energy, Batch rows, double[] before) {
    Differentiable slope = Capabilities.require(energy, Differentiable.class, WHO);
    try (Scratch scratch = Scratch.open()) {
      Batch out = Batch.of(scratch.floats(rows.length()), 0, rows.size(), rows.dim());
      slope.gradients(rows, before, out);
      move(out, rows);
    }
  }

  private void move(Batch slope, Batch rows) {
    Vectors.axpy(
        rows.length(), -stepSize(), slope.array(), slope.offset(), rows.array(), rows.offset());
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    FitContext.require(WHO, UnrolledFactory.misfit(energy.space()));
    ScoreLearnable learnable = Capabilities.require(energy, ScoreLearnable.class, WHO);
    allocate(data.size(), data.dim());
    descend(learnable, context.random());
    double[] weights = context.weights().orElse(null);
    int counted = config.losses() == UnrolledFactory.Losses.ALL ? config.steps() : 1;
    double value = 0;
    double last = 0;
    double pull = 0; // the derivative by log α
    float stepSize = stepSize();
    adjoint.fill(0);
    Arrays.fill(factors, -stepSize);
    for (int k = config.steps(); k > 0; k--) {
      if (k > config.steps() - counted) {
        double error = 0;
        for (int i = 0; i < data.size(); i++) {
          double weight = weights == null ? 1 : weights[i];
          error += weight * pullToTarget(states[k], data, i, weight / counted);
        }
        value += error / counted;
        last = k == config.steps() ? error : last;
      }
      for (int i = 0; i < data.size() && config.learnStep(); i++) {
        pull -= stepSize * dot(adjoint, slopes[k - 1], i);
      }
      if (k > 1) {
        learnable.accumulateDirectional(states[k - 1], adjoint, factors, products, gradient);
        Vectors.axpy(adjoint.length(), 1, products.array(), 0, adjoint.array(), 0);
      } else {
        learnable.accumulateDirectional(states[0], adjoint, factors, gradient);
      }
    }
    if (!Double.isFinite(value)) {
      throw new NonFiniteException(
          "the squared error after "
              + config.steps()
              + " steps of descent is "
              + value
              + diverges());
    }
    if (config.learnStep()) {
      ownGradient.values()[0] += (float) pull;
    }
    context.metrics().record("step-size", stepSize);
    context.metrics().record("last-error", last / Math.max(1, data.size()));
    return value;
  }

  private static String diverges() {
    return "; steps that lead away from minima want a smaller 'step'";
  }

  /** Fills the states, and the slopes at all but the last. */
  private void descend(ScoreLearnable energy, RandomStream random) {
    begin(states[0], random.split("start"));
    RandomStream disturbing = random.split("noise");
    for (int k = 0; k < config.steps(); k++) {
      Batch next = states[k + 1];
      energy.gradients(states[k], energies, slopes[k]);
      for (int i = 0; i < next.size(); i++) {
        if (!Double.isFinite(energies[i])) {
          throw new NonFiniteException(
              "the energy of row "
                  + i
                  + " is "
                  + energies[i]
                  + " after "
                  + k
                  + " steps of descent"
                  + diverges());
        }
      }
      next.copyFrom(states[k]);
      move(slopes[k], next);
      if (config.noise() > 0) {
        disturbing.fillGaussian(noise, 0, noise.length);
        Vectors.axpy(noise.length, (float) config.noise(), noise, 0, next.array(), 0);
      }
    }
  }

  /** Adds a row's slope of the squared error to its λ; returns the error, without the factor. */
  private double pullToTarget(Batch found, Batch data, int row, double factor) {
    int dim = data.dim();
    float[] y = found.array();
    float[] target = data.array();
    float[] into = adjoint.array();
    int at = found.offset(row);
    int targetAt = data.offset(row);
    float slope = (float) (2 * factor / dim);
    double sum = 0;
    for (int j = 0; j < dim; j++) {
      float error = y[at + j] - target[targetAt + j];
      sum += (double) error * error;
      into[at + j] += slope * error;
    }
    return sum / dim;
  }

  private static double dot(Batch a, Batch b, int row) {
    double sum = 0;
    int at = a.offset(row);
    for (int j = at; j < at + a.dim(); j++) {
      sum += (double) a.array()[j] * b.array()[j];
    }
    return sum;
  }

  private void allocate(int n, int dim) {
    if (energies.length == n && adjoint.dim() == dim && states.length > 0) {
      return;
    }
    states = new Batch[config.steps() + 1];
    slopes = new Batch[config.steps()];
    for (int k = 0; k <= config.steps(); k++) {
      states[k] = Batch.allocate(n, dim);
      if (k < config.steps()) {
        slopes[k] = Batch.allocate(n, dim);
      }
    }
    adjoint = Batch.allocate(n, dim);
    products = Batch.allocate(n, dim);
    noise = new float[config.noise() > 0 ? n * dim : 0];
    energies = new double[n];
    factors = new double[n];
  }
}
