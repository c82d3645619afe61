package io.ebm.api;

/**
 * Extension point for environments; see {@link Factory} for the form of a provider.
 *
 * @param <C> the config record
 */
public interface EnvironmentFactory<C extends Record> extends ComponentFactory<C, Environment> {}
