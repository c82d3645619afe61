package io.ebm.api;

/**
 * Extension point for noise; see {@link Factory} for the form of a provider.
 *
 * @param <C> the config record
 */
public interface NoiseFactory<C extends Record> extends ComponentFactory<C, Noise> {}
