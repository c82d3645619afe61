package io.ebm.samplers;

import io.ebm.api.Factory;
import io.ebm.api.Schedule;
import io.ebm.samplers.hamiltonian.HmcFactory;
import io.ebm.samplers.hamiltonian.NutsFactory;
import io.ebm.samplers.hamiltonian.PreconditionedLangevinFactory;
import io.ebm.samplers.langevin.AnnealedLangevinFactory;
import io.ebm.samplers.langevin.SgldFactory;
import io.ebm.samplers.langevin.UnderdampedLangevinFactory;
import io.ebm.samplers.noise.GaussianNoiseFactory;
import io.ebm.samplers.noise.UniformNoiseFactory;
import io.ebm.samplers.slice.EllipticalSliceFactory;
import io.ebm.samplers.slice.SliceFactory;
import io.ebm.testkit.FactoryConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;

class FactoriesTest {

  @Nested
  class Langevin extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new LangevinFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("stepSize", Schedule.constant(0)),
          new Bad("temperature", Schedule.constant(-1)),
          new Bad("clip", 0.0));
    }
  }

  @Nested
  class Amortised extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new AmortisedFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of();
    }
  }

  @Nested
  class Mala extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new MalaFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("stepSize", Schedule.constant(Double.NaN)),
          new Bad("temperature", Schedule.constant(0)));
    }
  }

  @Nested
  class Gibbs extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new GibbsFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("beta", Schedule.constant(-0.5)));
    }
  }

  @Nested
  class Metropolis extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new MetropolisFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("stepSize", Schedule.constant(Double.NaN)),
          new Bad("flips", 0),
          new Bad("temperature", Schedule.constant(0)),
          new Bad("targetAcceptance", 1.5));
    }
  }

  @Nested
  class Exact extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new ExactFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of();
    }
  }

  @Nested
  class Resampling extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new ResamplingFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("candidates", 0));
    }
  }

  @Nested
  class Independence extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new IndependenceFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of();
    }
  }

  @Nested
  class Hmc extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new HmcFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("stepSize", Schedule.constant(0)),
          new Bad("leapfrogs", 0),
          new Bad("jitter", 1.5),
          new Bad("targetAcceptance", 1.0));
    }
  }

  @Nested
  class Nuts extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new NutsFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("stepSize", Schedule.constant(Double.NaN)),
          new Bad("maxDepth", 0),
          new Bad("targetAcceptance", 0.0));
    }
  }

  @Nested
  class PreconditionedLangevin extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new PreconditionedLangevinFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("stepSize", Schedule.constant(0)), new Bad("targetAcceptance", -1.0));
    }
  }

  @Nested
  class Slice extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new SliceFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("width", Schedule.constant(0)), new Bad("maxWidths", 0));
    }
  }

  @Nested
  class EllipticalSlice extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new EllipticalSliceFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("deviation", 0.0), new Bad("mean", Double.NaN));
    }
  }

  @Nested
  class Underdamped extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new UnderdampedLangevinFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("stepSize", Schedule.constant(0)),
          new Bad("friction", Schedule.constant(0)),
          new Bad("temperature", Schedule.constant(-1)));
    }
  }

  @Nested
  class Annealed extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new AnnealedLangevinFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("noiseLevels", List.of()),
          new Bad("noiseLevels", List.of(1.0, 2.0)),
          new Bad("noiseLevels", List.of(0.0)),
          new Bad("stepsPerLevel", 0),
          new Bad("stepSize", Double.NaN));
    }
  }

  @Nested
  class Sgld extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new SgldFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("stepSize", Schedule.constant(0)),
          new Bad("batch", 0),
          new Bad("temperature", Schedule.constant(-1)));
    }
  }

  @Nested
  class Gaussian extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new GaussianNoiseFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("mean", Double.NaN), new Bad("deviation", 0.0), new Bad("ridge", 0.0));
    }
  }

  @Nested
  class Uniform extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new UniformNoiseFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("low", Double.NaN), new Bad("high", -2.0));
    }
  }
}
