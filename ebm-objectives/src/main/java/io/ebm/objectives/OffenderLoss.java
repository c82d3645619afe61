package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.BestDecodable;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import java.util.Arrays;

/**
 * Losses of two energies: that of the truth, and that of the most offending wrong answer, which is
 * the state of lowest energy that is not the truth (LeCun et al. 2006, definition 1). Where the
 * truth is the only state, the offender's energy counts as infinite.
 *
 * <p>A step searches the two best states of every row, evaluates the truth, and takes the gradient
 * of the truth and of the offender where either has a weight.
 */
final class OffenderLoss implements Objective {

  /** A loss of the energies of the truth and of the offender, and its derivatives by both. */
  interface Shape {
    double value(double truth, double offender);

    double byTruth(double truth, double offender);

    double byOffender(double truth, double offender);
  }

  private final String who;
  private final Shape shape;
  private double[] truths = new double[0];
  private double[] two = new double[0];
  private double[] weights = new double[0];
  private double[] offenderWeights = new double[0];
  private Batch best = Batch.allocate(0, 1);
  private Batch offenders = Batch.allocate(0, 1);

  OffenderLoss(String who, Shape shape) {
    this.who = who;
    this.shape = shape;
  }

  @Override
  public boolean weighs() {
    return true;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, who);
    BestDecodable decodable = Capabilities.require(energy, BestDecodable.class, who);
    Targets.check(who, energy.space(), data, context);
    int n = data.size();
    if (truths.length != n || best.dim() != data.dim()) {
      allocate(n, data.dim());
    }
    energy.energies(data, truths);
    decodable.best(n, 2, best, two);
    double[] given = context.weights().orElse(null);
    double value = 0;
    int wrong = 0;
    boolean truthWeighs = false;
    boolean offenderWeighs = false;
    for (int i = 0; i < n; i++) {
      boolean first = !same(data, i, best, 2 * i);
      int at = first ? 2 * i : 2 * i + 1;
      double offender = two[at];
      double loss = shape.value(truths[i], offender);
      if (!Double.isFinite(loss)) {
        throw new NonFiniteException(
            "the energy of row " + i + " is " + truths[i] + ", that of its offender " + offender);
      }
      double weight = given == null ? 1 : given[i];
      value += weight * loss;
      wrong += first ? 1 : 0;
      weights[i] = weight * shape.byTruth(truths[i], offender);
      offenderWeights[i] = weight * shape.byOffender(truths[i], offender);
      truthWeighs |= weights[i] != 0;
      offenderWeighs |= offenderWeights[i] != 0;
      if (offender < Double.POSITIVE_INFINITY) {
        offenders.copyRow(i, best, at);
      } else {
        offenders.copyRow(i, data, i); // its weight is 0
      }
    }
    context.metrics().record("violations", (double) wrong / Math.max(1, n));
    if (truthWeighs) {
      learnable.accumulate(data, weights, gradient);
    }
    if (offenderWeighs) {
      learnable.accumulate(offenders, offenderWeights, gradient);
    }
    return value;
  }

  private void allocate(int n, int dim) {
    truths = new double[n];
    two = new double[2 * n];
    weights = new double[n];
    offenderWeights = new double[n];
    best = Batch.allocate(2 * n, dim);
    offenders = Batch.allocate(n, dim);
  }

  private static boolean same(Batch a, int row, Batch b, int other) {
    int at = a.offset(row);
    int from = b.offset(other);
    return Arrays.equals(a.array(), at, at + a.dim(), b.array(), from, from + b.dim());
  }

  /** {@code max(0, margin + E(y) - E(ȳ))}. */
  record Hinge(double margin) implements Shape {
    @Override
    public double value(double truth, double offender) {
      return Math.max(0, margin + truth - offender);
    }

    @Override
    public double byTruth(double truth, double offender) {
      return margin + truth - offender > 0 ? 1 : 0;
    }

    @Override
    public double byOffender(double truth, double offender) {
      return -byTruth(truth, offender);
    }
  }

  /** {@code log(1 + exp(E(y) - E(ȳ)))}. */
  record Log() implements Shape {
    @Override
    public double value(double truth, double offender) {
      double d = truth - offender;
      return Math.max(0, d) + Math.log1p(Math.exp(-Math.abs(d)));
    }

    @Override
    public double byTruth(double truth, double offender) {
      return logistic(truth - offender);
    }

    @Override
    public double byOffender(double truth, double offender) {
      return -logistic(truth - offender);
    }
  }

  /** {@code min(ceiling, max(0, E(y) - E(ȳ)))}. */
  record Lvq2(double ceiling) implements Shape {
    @Override
    public double value(double truth, double offender) {
      return Math.min(ceiling, Math.max(0, truth - offender));
    }

    @Override
    public double byTruth(double truth, double offender) {
      double d = truth - offender;
      return d > 0 && d < ceiling ? 1 : 0;
    }

    @Override
    public double byOffender(double truth, double offender) {
      return -byTruth(truth, offender);
    }
  }

  /** {@code 1 / (1 + exp(-(E(y) - E(ȳ))))}. */
  record Mce() implements Shape {
    @Override
    public double value(double truth, double offender) {
      return logistic(truth - offender);
    }

    @Override
    public double byTruth(double truth, double offender) {
      return logistic(truth - offender) * logistic(offender - truth);
    }

    @Override
    public double byOffender(double truth, double offender) {
      return -byTruth(truth, offender);
    }
  }

  /** {@code E(y)² + max(0, margin - E(ȳ))²}. */
  record SquareSquare(double margin) implements Shape {
    @Override
    public double value(double truth, double offender) {
      double missing = Math.max(0, margin - offender);
      return truth * truth + missing * missing;
    }

    @Override
    public double byTruth(double truth, double offender) {
      return 2 * truth;
    }

    @Override
    public double byOffender(double truth, double offender) {
      return -2 * Math.max(0, margin - offender);
    }
  }

  /** {@code E(y)² + factor · exp(-E(ȳ))}. */
  record SquareExponential(double factor) implements Shape {
    @Override
    public double value(double truth, double offender) {
      return truth * truth + factor * Math.exp(-offender);
    }

    @Override
    public double byTruth(double truth, double offender) {
      return 2 * truth;
    }

    @Override
    public double byOffender(double truth, double offender) {
      return -factor * Math.exp(-offender);
    }
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
