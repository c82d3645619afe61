package io.ebm.core.toy;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Model;
import io.ebm.api.Parameters;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;

/** {@code E(x) = stiffness/2 · |x - centre|²} with a learnable centre. */
@SuppressWarnings("rawtypes") // a service is named by its raw class
@AutoService(EnergyFactory.class)
public final class BowlFactory implements EnergyFactory<BowlFactory.Config> {

  /** Its settings. */
  public record Config(
      @Setting(value = "1", doc = "Stiffness, positive") double stiffness,
      @Setting(value = "\"round\"", doc = "Its shape, for show") String label) {
    public Config {
      Checks.positive("stiffness", stiffness);
    }
  }

  @Override
  public String name() {
    return "bowl";
  }

  @Override
  public String description() {
    return "A quadratic bowl.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Model create(Config config, ComponentContext context) {
    return new Bowl(config.stiffness(), context.dataSpace());
  }

  private static final class Bowl implements EnergyFunction, Differentiable, Learnable {
    private final double stiffness;
    private final StateSpace space;
    private final Parameters parameters;

    Bowl(double stiffness, StateSpace space) {
      this.stiffness = stiffness;
      this.space = space;
      this.parameters = Parameters.builder().add("centre", space.dim()).build();
    }

    @Override
    public StateSpace space() {
      return space;
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        double sum = 0;
        for (int j = 0; j < x.dim(); j++) {
          double d = x.get(i, j) - parameters.values()[j];
          sum += d * d;
        }
        out[i] = stiffness / 2 * sum;
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      energies(x, energies);
      for (int i = 0; i < x.size(); i++) {
        for (int j = 0; j < x.dim(); j++) {
          out.set(i, j, (float) (stiffness * (x.get(i, j) - parameters.values()[j])));
        }
      }
    }

    @Override
    public Parameters parameters() {
      return parameters;
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      for (int i = 0; i < x.size(); i++) {
        for (int j = 0; j < x.dim(); j++) {
          into.values()[j] -=
              (float) (weights[i] * stiffness * (x.get(i, j) - parameters.values()[j]));
        }
      }
    }
  }
}
