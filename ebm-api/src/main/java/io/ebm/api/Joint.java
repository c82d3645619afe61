package io.ebm.api;

/**
 * Capability of an energy {@code E(y | c)} that comes from a model of contexts and targets
 * together, {@code p(c, y)}: the model of the contexts alone, {@code p(c) = Σ_y p(c, y)}. So an
 * objective can learn both from one network (Grathwohl et al. 2020, "Your classifier is secretly an
 * energy based model and you should treat it like one").
 *
 * <p>{@code E(y | c)} is {@code E(c, y)} but for a term of the contexts alone in which no parameter
 * stands, as that of a base.
 */
@Capability
public interface Joint {

  /** The energy of contexts as states, with the same parameters; the same object at every call. */
  EnergyFunction marginal();

  /** The contexts that this energy is conditioned on, as states of {@link #marginal}. */
  Batch contexts();
}
