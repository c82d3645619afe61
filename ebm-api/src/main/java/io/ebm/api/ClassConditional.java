package io.ebm.api;

/**
 * A promise of an energy of states that is {@link PerClass}: it is the sum over its classes, {@code
 * exp(-E(x)) = Σ_y exp(-E(x, y))}, as of a joint energy model (Grathwohl et al. 2020, "Your
 * classifier is secretly an energy based model and you should treat it like one", section 5.1.2).
 * What {@link PerClass#ofClass} gives is {@code E(x, y)}.
 */
public interface ClassConditional extends PerClass {}
