package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.EnergyConformance;
import org.junit.jupiter.api.Nested;

/** All networks keep the contract. */
class HopfieldConformanceTest {

  private abstract static class Descending extends EnergyConformance {
    @Override
    protected boolean decodesGlobally() {
      return false;
    }
  }

  @Nested
  class Coupled extends Descending {
    @Override
    protected EnergyFunction energy() {
      return random(StateSpace.spin(9), Updates.ASYNCHRONOUS, 1);
    }
  }

  @Nested
  class CoupledZerosAndOnes extends Descending {
    @Override
    protected EnergyFunction energy() {
      return random(StateSpace.binary(3, 3), Updates.ASYNCHRONOUS, 1.7);
    }
  }

  @Nested
  class CoupledAndBeyondOneBlock extends Descending {
    @Override
    protected EnergyFunction energy() {
      return random(StateSpace.spin(150), Updates.ASYNCHRONOUS, 20);
    }
  }

  @Nested
  class Hebb extends Descending {
    @Override
    protected EnergyFunction energy() {
      return DenseMemory.of(Patterns.spins(3, 9, 1), Interaction.POLYNOMIAL, 2);
    }
  }

  @Nested
  class Cubic extends Descending {
    @Override
    protected EnergyFunction energy() {
      return DenseMemory.of(Patterns.spins(5, 9, 2), Interaction.POLYNOMIAL, 3);
    }
  }

  @Nested
  class Rectified extends Descending {
    @Override
    protected EnergyFunction energy() {
      return DenseMemory.of(Patterns.spins(5, 9, 2), Interaction.RECTIFIED, 4);
    }
  }

  @Nested
  class Exponential extends Descending {
    @Override
    protected EnergyFunction energy() {
      return dense(StateSpace.spin(9), 3);
    }
  }

  @Nested
  class ExponentialZerosAndOnes extends Descending {
    @Override
    protected EnergyFunction energy() {
      return dense(StateSpace.binary(9), 2);
    }
  }

  @Nested
  class Modern extends Descending {
    @Override
    protected EnergyFunction energy() {
      return ModernHopfield.of(Patterns.normal(300, 5, 4), 0.8);
    }
  }

  @Nested
  class ModernWithHeads extends Descending {
    @Override
    protected EnergyFunction energy() {
      return modern(270, 6, 3, 2);
    }
  }

  static DenseMemory dense(StateSpace space, double temperature) {
    PatternBits bits = new PatternBits(space);
    Batch patterns = Batch.allocate(5, space.dim());
    space.randomStart(patterns, RandomStream.of(6));
    bits.add(patterns);
    Descent descent = Descent.standard(space.dim());
    return new DenseMemory(space, bits, Interaction.EXPONENTIAL, 2, temperature, descent);
  }

  static ModernHopfield modern(int patterns, int dim, int heads, int headDim) {
    ModernHopfield network =
        new ModernHopfield(StateSpace.real(dim), patterns, heads, headDim, 0.7, 500);
    float[] theta = network.parameters().values();
    RandomStream.of(5).fillGaussian(theta, 0, theta.length);
    for (int i = patterns * dim; i < theta.length; i++) {
      theta[i] *= 0.4f;
    }
    return network;
  }

  static Hopfield random(StateSpace space, Updates updates, double temperature) {
    Descent descent = new Descent(space.dim(), updates, true, 100, RandomStream.of(1));
    Hopfield network = new Hopfield(space, temperature, descent, null);
    float[] theta = network.parameters().values();
    RandomStream.of(23).fillGaussian(theta, 0, theta.length);
    for (int i = 0; i < theta.length; i++) {
      theta[i] *= 0.5f;
    }
    return network;
  }
}
