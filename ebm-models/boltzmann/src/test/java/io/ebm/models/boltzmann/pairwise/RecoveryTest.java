package io.ebm.models.boltzmann.pairwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.graph.Graph;
import io.ebm.models.boltzmann.graph.Lattice;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Maximum likelihood by plain gradient descent finds what data were drawn from. */
class RecoveryTest {

  private static final int EXAMPLES = 20_000;

  @Test
  void aMachineFindsTheParametersOfItsData() {
    Graph graph = Lattice.of(List.of(3, 3), Boundary.OPEN);
    BoltzmannMachine truth = BoltzmannMachineConformanceTest.random(graph, 9);
    Batch data = Batch.allocate(EXAMPLES, 9);
    truth.sample(data, RandomStream.of(5));
    BoltzmannMachine model = BoltzmannMachine.of(graph, List.of(9));
    learn(model, data, 600, 0.8);
    // Standard errors are below 0.06 here.
    float[] found = model.parameters().values();
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i])
          .as("parameter %d", i)
          .isBetween(truth.parameters().values()[i] - 0.25, truth.parameters().values()[i] + 0.25);
    }
  }

  @Test
  void spinsFindTheirCouplings() {
    Ising truth = Ising.lattice(Boundary.TORUS, 2, 3, 3);
    Batch data = Batch.allocate(EXAMPLES, 9);
    truth.sample(data, RandomStream.of(6));
    Ising model = Ising.lattice(Boundary.TORUS, 2, 3, 3);
    Arrays.fill(model.parameters().values(), 0);
    learn(model, data, 500, 0.5);
    for (int e = 0; e < 18; e++) {
      assertThat(model.parameters().values()[e]).as("coupling %d", e).isBetween(0.8f, 1.2f);
    }
  }

  /** With hidden units that are coupled the gradient of the likelihood still points uphill. */
  @Test
  void hiddenUnitsRaiseTheLikelihood() {
    BoltzmannMachine truth = BoltzmannMachineConformanceTest.random(Graph.complete(8), 5);
    Batch data = Batch.allocate(4000, 5);
    truth.sample(data, RandomStream.of(7));
    BoltzmannMachine model = BoltzmannMachine.of(Graph.complete(8), List.of(5));
    RandomStream.of(8).fillGaussian(model.parameters().values(), 0, 28);
    double exact = loss(truth, data);
    double before = loss(model, data);
    learn(model, data, 300, 0.5);
    assertThat(loss(model, data)).isLessThan(before - 0.1).isLessThan(exact + 0.01);
  }

  private static void learn(GraphEnergy model, Batch data, int steps, double rate) {
    Gradient gradient = model.parameters().newGradient();
    double[] weights = new double[data.size()];
    Arrays.fill(weights, 1.0 / data.size());
    float[] theta = model.parameters().values();
    float[] ofData = new float[theta.length];
    for (int step = 0; step < steps; step++) {
      gradient.clear();
      if (step == 0 || !model.linear()) { // else the data's part stays as it is
        model.accumulate(data, weights, gradient);
        ofData = gradient.values().clone();
      }
      System.arraycopy(ofData, 0, gradient.values(), 0, theta.length);
      model.accumulateExpectations(new double[] {-1}, gradient);
      for (int i = 0; i < theta.length; i++) {
        theta[i] -= (float) (rate * gradient.values()[i]);
      }
    }
  }

  private static double loss(GraphEnergy model, Batch data) {
    double[] energies = new double[data.size()];
    model.energies(data, energies);
    double[] logZ = new double[1];
    model.logPartitions(1, logZ);
    return Arrays.stream(energies).average().orElseThrow() + logZ[0];
  }
}
