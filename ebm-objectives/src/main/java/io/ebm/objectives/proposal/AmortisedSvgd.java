package io.ebm.objectives.proposal;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Proposing;
import io.ebm.api.RandomStream;
import io.ebm.api.Sizes;
import io.ebm.api.StateSpace;

/** The objective of {@link AmortisedSvgdFactory}. */
final class AmortisedSvgd implements Objective {

  private static final String WHO = "objective 'amortised-svgd'";

  /** How near to an edge of a box a state may count, as a share of the width. */
  private static final double EDGE = 1e-6;

  private final int particles;

  /** Particle k of all rows is block k. */
  private Batch proposals = Batch.allocate(0, 1);

  /** Of the energies; then by how much each particle is to move the generator. */
  private Batch slopes = Batch.allocate(0, 1);

  private double[] energies = new double[0];
  private SteinDirections stein = new SteinDirections(2, 1);

  /** How fast the coordinates of a row's particles move with those without bounds. */
  private double[] stretch = new double[0];

  AmortisedSvgd(int particles) {
    this.particles = particles;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Proposing generator = Capabilities.require(energy, Proposing.class, WHO);
    Differentiable slope = Capabilities.require(energy, Differentiable.class, WHO);
    int n = data.size();
    allocate(n, data.dim());
    RandomStream random = context.random().split("proposals");
    double sum = 0;
    for (int k = 0; k < particles; k++) {
      Batch block = proposals.slice(k * n, (k + 1) * n);
      generator.propose(block, random.split(k));
      slope.gradients(block, energies, slopes.slice(k * n, (k + 1) * n));
      for (int i = 0; i < n; i++) {
        if (!Double.isFinite(energies[i])) {
          throw new NonFiniteException(
              "the energy of a proposal for row " + i + " is " + energies[i]);
        }
        sum += energies[i];
      }
    }
    double value = 0;
    double distances = 0;
    for (int i = 0; i < n; i++) {
      value += direct(energy.space(), i, n);
      distances += stein.medianDistance();
    }
    for (int k = 0; k < particles; k++) {
      generator.accumulateProposals(random.split(k), slopes.slice(k * n, (k + 1) * n), gradient);
    }
    context.metrics().record("proposal-energy", sum / Math.max(1, n * particles));
    context.metrics().record("proposal-distance", distances / Math.max(1, n));
    return value;
  }

  /** Replaces the gradients of one row's particles by what they are to move; returns the value. */
  private double direct(StateSpace space, int row, int n) {
    int dim = proposals.dim();
    double[] points = stein.points();
    double[] scores = stein.scores();
    for (int k = 0; k < particles; k++) {
      for (int c = 0; c < dim; c++) {
        int at = k * dim + c;
        float x = proposals.get(k * n + row, c);
        float slope = slopes.get(k * n + row, c);
        if (!Float.isFinite(slope)) {
          throw new NonFiniteException(
              "the gradient of the energy at a proposal for row " + row + " is " + slope);
        }
        if (space instanceof StateSpace.Box box) {
          double width = (double) box.high() - box.low();
          double share = Math.max(EDGE, Math.min(1 - EDGE, (x - box.low()) / width));
          points[at] = Math.log(share / (1 - share));
          stretch[at] = width * share * (1 - share);
          scores[at] = -slope * stretch[at] + 1 - 2 * share;
        } else {
          points[at] = x;
          stretch[at] = 1;
          scores[at] = -slope;
        }
      }
    }
    double value = stein.compute();
    double[] directions = stein.directions();
    for (int k = 0; k < particles; k++) {
      for (int c = 0; c < dim; c++) {
        int at = k * dim + c;
        slopes.set(k * n + row, c, (float) (-directions[at] / (stretch[at] * particles)));
      }
    }
    return value;
  }

  private void allocate(int n, int dim) {
    if (energies.length != n || proposals.dim() != dim) {
      proposals = Batch.allocate(Sizes.product("the particles of a minibatch", particles, n), dim);
      slopes = Batch.allocate(Sizes.product("the particles of a minibatch", particles, n), dim);
      energies = new double[n];
      stretch = new double[Sizes.product("the particles of a row", particles, dim)];
      stein = new SteinDirections(particles, dim);
    }
  }
}
