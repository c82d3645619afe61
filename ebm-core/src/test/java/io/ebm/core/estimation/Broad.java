package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Noise;
import io.ebm.api.NoiseFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Arrays;

/** A proposal for any energy: normal of mean 0 and deviation 3 on real spaces, else uniform. */
record Broad() implements NoiseFactory<Broad.None> {

  private static final double DEVIATION = 3;

  record None() {}

  static Component<Noise> component() {
    return Component.of(new Broad(), new None());
  }

  @Override
  public String name() {
    return "broad";
  }

  @Override
  public String description() {
    return "A proposal for tests.";
  }

  @Override
  public Class<None> configType() {
    return None.class;
  }

  @Override
  public Noise create(None config, ComponentContext context) {
    return space -> space instanceof StateSpace.Real ? new Normal() : new Uniform(space);
  }

  private record Normal() implements Noise.Density {
    @Override
    public void sample(Batch into, RandomStream random) {
      for (int i = 0; i < into.size(); i++) {
        for (int j = 0; j < into.dim(); j++) {
          into.set(i, j, (float) (DEVIATION * random.nextGaussian()));
        }
      }
    }

    @Override
    public void logDensities(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        out[i] = -x.dim() * Math.log(DEVIATION * Math.sqrt(2 * Math.PI));
        for (int j = 0; j < x.dim(); j++) {
          double score = x.get(i, j) / DEVIATION;
          out[i] -= 0.5 * score * score;
        }
      }
    }
  }

  private record Uniform(StateSpace space) implements Noise.Density {
    @Override
    public void sample(Batch into, RandomStream random) {
      space.randomStart(into, random);
    }

    @Override
    public void logDensities(Batch x, double[] out) {
      double log =
          space instanceof StateSpace.Box box
              ? Math.log((double) box.high() - box.low())
              : Math.log(space.levels());
      Arrays.fill(out, 0, x.size(), -space.dim() * log);
    }
  }
}
