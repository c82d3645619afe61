package io.ebm.api;

/**
 * What an {@link EnergyFactory} creates: an {@link EnergyFunction}, a {@link Conditional}, or an
 * object that is both (a joint energy model: {@code p(x)} and {@code p(y | x)} from one network).
 */
public sealed interface Model permits EnergyFunction, Conditional {}
