package io.ebm.objectives.proposal;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.Proposing;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/**
 * An energy of one number with a generator {@code u = θ·f(c, ξ)} of six features, for row contexts
 * c and normal ξ; in the box [0, 1] the state is {@code 1 / (1 + exp(-u))}.
 */
final class Generated implements EnergyFunction, Differentiable, Proposing {

  /** An energy of one number, given a context. */
  interface Law {
    double energy(double context, double x);

    double slope(double context, double x);
  }

  private static final int FEATURES = 6;

  private final StateSpace space;
  private final double[] contexts;
  private final Law law;
  private final Parameters parameters;

  Generated(StateSpace space, double[] contexts, Law law) {
    this(space, contexts, law, Parameters.builder().add("proposal", FEATURES).build());
    parameters.values()[2] = 0.5f;
  }

  private Generated(StateSpace space, double[] contexts, Law law, Parameters parameters) {
    this.space = space;
    this.contexts = contexts;
    this.law = law;
    this.parameters = parameters;
  }

  /** The same generator, given other contexts. */
  Generated given(double... others) {
    return new Generated(space, others, law, parameters);
  }

  /** Two wells of deviation s at {@code c ± a}, each with half of the mass. */
  static Law wells(double a, double s) {
    return new Law() {
      @Override
      public double energy(double c, double x) {
        double left = -square((x - c + a) / s) / 2;
        double right = -square((x - c - a) / s) / 2;
        double most = Math.max(left, right);
        return -most - Math.log(Math.exp(left - most) + Math.exp(right - most));
      }

      @Override
      public double slope(double c, double x) {
        double share = 1 / (1 + Math.exp(-2 * a * (x - c) / (s * s))); // of the right well
        return (x - c - a * (2 * share - 1)) / (s * s);
      }
    };
  }

  /** A slope that is the context. */
  static Law ramp() {
    return new Law() {
      @Override
      public double energy(double c, double x) {
        return c * x;
      }

      @Override
      public double slope(double c, double x) {
        return c;
      }
    };
  }

  private static double square(double value) {
    return value * value;
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void energies(Batch x, double[] out) {
    for (int i = 0; i < x.size(); i++) {
      out[i] = law.energy(contexts[i], x.get(i, 0));
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    energies(x, energies);
    for (int i = 0; i < x.size(); i++) {
      out.set(i, 0, (float) law.slope(contexts[i], x.get(i, 0)));
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {}

  private static double[] features(double c, double noise) {
    double[] of = {1, c, noise, noise * noise * noise / 10, Math.tanh(4 * noise), c * noise};
    return of;
  }

  private double top(double[] features) {
    double sum = 0;
    for (int k = 0; k < FEATURES; k++) {
      sum += parameters.values()[k] * features[k];
    }
    return space instanceof StateSpace.Box ? 1 / (1 + Math.exp(-sum)) : sum;
  }

  @Override
  public void propose(Batch into, RandomStream random) {
    for (int i = 0; i < into.size(); i++) {
      into.set(i, 0, (float) top(features(contexts[i], random.nextGaussian())));
    }
  }

  @Override
  public void accumulateProposals(RandomStream random, Batch slopes, Gradient into) {
    for (int i = 0; i < slopes.size(); i++) {
      double[] features = features(contexts[i], random.nextGaussian());
      double top = top(features);
      double slope = space instanceof StateSpace.Box ? top * (1 - top) : 1;
      for (int k = 0; k < FEATURES; k++) {
        into.values()[k] += (float) (slopes.get(i, 0) * slope * features[k]);
      }
    }
  }
}
