package io.ebm.api;

/**
 * Extension point for optimizers; see {@link Factory} for the form of a provider.
 *
 * @param <C> the config record
 */
public interface OptimizerFactory<C extends Record> extends ComponentFactory<C, Optimizer> {}
