package io.ebm.core.config;

import io.ebm.api.Batch;
import io.ebm.api.ComponentFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.StateSpace;
import java.util.Optional;

/** What components need of an energy: what they say of one that can do nothing. */
public final class Needs {

  private Needs() {}

  /** The rest of a sentence that begins with the component; empty if any energy will do. */
  public static Optional<String> of(ComponentFactory<?, ?> factory) {
    return factory
        .misfit(null, FitContext.of(new Bare()))
        .filter(why -> why.startsWith("needs an energy"))
        .map(why -> why.split(";", 2)[0]);
  }

  private record Bare() implements EnergyFunction {
    @Override
    public StateSpace space() {
      return StateSpace.real(1);
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        out[i] = 0;
      }
    }
  }
}
