package io.ebm.api;

import io.ebm.math.Scratch;
import java.util.Optional;

/**
 * Capability of an energy that corrects a normalised density: {@code E(x) = -log q(x) + r(x)}, so
 * that {@code p(x) ∝ q(x) exp(-r(x))} and {@code Z} is the mean of {@code exp(-r)} over draws of
 * {@code q} (Deng et al. 2020, "Residual energy-based models for text generation"). What proposes
 * by {@code q}, or tells data from its draws, needs {@code r} alone.
 */
@Capability
public interface Residual {

  /** The noise that is the base of whatever energy it is asked for. */
  Noise BASE =
      new Noise() {
        @Override
        public Density on(StateSpace space) {
          throw new IllegalArgumentException(
              "noise 'base' is that of an energy that has a base, as 'residual'; here it stands for"
                  + " none");
        }

        @Override
        public Density on(EnergyFunction energy) {
          return Capabilities.require(energy, Residual.class, "noise 'base'").base();
        }

        @Override
        public void check(StateSpace space) {} // an energy says
      };

  /** The base {@code q}, on the energy's space; the same object at every call. */
  Noise.Density base();

  /** The correction {@code r}. */
  EnergyFunction correction();

  /**
   * Logarithms of importance weights: {@code -E(x) - log q(x)}; {@code -r(x)} where {@code q} is the
   * energy's own base.
   *
   * @param proposal q
   * @param x {@code n} rows
   * @param out receives {@code n} values from index 0
   */
  static void logWeights(EnergyFunction energy, Noise.Density proposal, Batch x, double[] out) {
    Optional<Residual> residual =
        energy.as(Residual.class).filter(known -> known.base() == proposal);
    if (residual.isPresent()) {
      residual.get().correction().energies(x, out);
      for (int i = 0; i < x.size(); i++) {
        out[i] = -out[i];
      }
      return;
    }
    try (Scratch scratch = Scratch.open()) {
      double[] densities = scratch.doubles(x.size());
      proposal.logDensities(x, densities);
      energy.energies(x, out);
      for (int i = 0; i < x.size(); i++) {
        out[i] = -out[i] - densities[i];
      }
    }
  }

  /**
   * Why a component that takes the base where it names no noise cannot be used; see {@link
   * ComponentFactory#misfit}.
   *
   * @param setting what would name a noise
   * @param named whether it does
   */
  static Optional<String> misfit(String setting, boolean named, FitContext context) {
    return named || context.lacks(Residual.class).isEmpty()
        ? Optional.empty()
        : Optional.of(
            "takes the base of the energy where '"
                + setting
                + "' names no noise, and this energy has none; give '"
                + setting
                + "', as in {\"type\": \"gaussian\"}");
  }
}
