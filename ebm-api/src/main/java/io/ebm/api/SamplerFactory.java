package io.ebm.api;

/**
 * Extension point for samplers; see {@link Factory} for the form of a provider.
 *
 * @param <C> the config record
 */
public interface SamplerFactory<C extends Record> extends ComponentFactory<C, Sampler> {}
