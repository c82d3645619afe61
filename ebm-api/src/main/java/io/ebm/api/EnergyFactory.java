package io.ebm.api;

/**
 * Extension point for energies and conditional models; see {@link Factory} for the form of a
 * provider.
 *
 * @param <C> the config record
 */
public interface EnergyFactory<C extends Record> extends ComponentFactory<C, Model> {}
