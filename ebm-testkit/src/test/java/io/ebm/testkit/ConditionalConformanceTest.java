package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Decodable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactExpectations;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The kit on a softmax classifier: {@code E(c, y) = -Σ_k c_k W[k, y]}. */
class ConditionalConformanceTest {

  private static final int FEATURES = 3;
  private static final int CLASSES = 4;

  private static class Softmax implements Conditional<Batch> {
    final Parameters parameters = Parameters.builder().add("weights", FEATURES, CLASSES).build();

    Softmax() {
      float[] w = parameters.values();
      RandomStream.of(3).fillGaussian(w, 0, w.length);
    }

    @Override
    public StateSpace targets() {
      return new StateSpace.Categorical(1, CLASSES);
    }

    @Override
    public EnergyFunction given(Batch contexts) {
      return new Given(this, contexts);
    }

    /** The row of the contexts that a row of a batch is conditioned on. */
    int context(int row) {
      return row;
    }
  }

  private record Given(Softmax model, Batch contexts)
      implements Learnable, Tractable, ExactDraws, ExactExpectations, Decodable, AllPairs {

    @Override
    public StateSpace space() {
      return model.targets();
    }

    @Override
    public Parameters parameters() {
      return model.parameters;
    }

    private double energy(int row, int y) {
      double energy = 0;
      for (int k = 0; k < FEATURES; k++) {
        energy -= contexts.get(model.context(row), k) * w(k, y);
      }
      return energy;
    }

    private double w(int k, int y) {
      return model.parameters.values()[k * CLASSES + y];
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        out[i] = energy(i, (int) x.get(i, 0));
      }
    }

    private void add(int row, int y, double weight, Gradient into) {
      for (int k = 0; k < FEATURES; k++) {
        into.values()[k * CLASSES + y] -= (float) (weight * contexts.get(model.context(row), k));
      }
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      for (int i = 0; i < x.size(); i++) {
        add(i, (int) x.get(i, 0), weights[i], into);
      }
    }

    @Override
    public void pairEnergies(Batch targets, double[] out) {
      for (int i = 0; i < contexts.size(); i++) {
        for (int j = 0; j < targets.size(); j++) {
          out[i * targets.size() + j] = energy(i, (int) targets.get(j, 0));
        }
      }
    }

    @Override
    public void accumulatePairs(Batch targets, double[] weights, Gradient into) {
      for (int i = 0; i < contexts.size(); i++) {
        for (int j = 0; j < targets.size(); j++) {
          add(i, (int) targets.get(j, 0), weights[i * targets.size() + j], into);
        }
      }
    }

    @Override
    public void logPartitions(int rows, double[] out) {
      for (int i = 0; i < rows; i++) {
        double sum = 0;
        for (int y = 0; y < CLASSES; y++) {
          sum += Math.exp(-energy(i, y));
        }
        out[i] = Math.log(sum);
      }
    }

    @Override
    public void accumulateExpectations(double[] weights, Gradient into) {
      double[] logPartitions = new double[weights.length];
      logPartitions(weights.length, logPartitions);
      for (int i = 0; i < weights.length; i++) {
        for (int y = 0; y < CLASSES; y++) {
          add(i, y, weights[i] * Math.exp(-energy(i, y) - logPartitions[i]), into);
        }
      }
    }

    @Override
    public void sample(Batch into, RandomStream random) {
      double[] logPartitions = new double[into.size()];
      logPartitions(into.size(), logPartitions);
      for (int i = 0; i < into.size(); i++) {
        double rest = random.nextDouble();
        int y = -1;
        while (rest >= 0 && y < CLASSES - 1) {
          y++;
          rest -= Math.exp(-energy(i, y) - logPartitions[i]);
        }
        into.set(i, 0, y);
      }
    }

    @Override
    public void decode(Batch into, double[] energies) {
      for (int i = 0; i < into.size(); i++) {
        int best = 0;
        for (int y = 1; y < CLASSES; y++) {
          best = energy(i, y) < energy(i, best) ? y : best;
        }
        into.set(i, 0, best);
        energies[i] = energy(i, best);
      }
    }
  }

  private static Batch someContexts(int count) {
    Batch contexts = Batch.allocate(count, FEATURES);
    RandomStream.of(4).fillGaussian(contexts.array(), 0, contexts.length());
    return contexts;
  }

  @Nested
  class OfSoftmax extends ConditionalConformance<Batch> {
    @Override
    protected Conditional<Batch> model() {
      return new Softmax();
    }

    @Override
    protected Batch contexts(int count) {
      return someContexts(count);
    }
  }

  @Test
  void aModelThatLooksAtAnotherContextIsCaught() {
    ConditionalConformance<Batch> conformance =
        new ConditionalConformance<>() {
          @Override
          protected Conditional<Batch> model() {
            return new Softmax() {
              @Override
              int context(int row) {
                return 0;
              }
            };
          }

          @Override
          protected Batch contexts(int count) {
            return someContexts(count);
          }
        };
    assertThatThrownBy(conformance::rowsAreConditionedOnTheirOwnContexts)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("given its own context, the energy of row 1 ");
  }
}
