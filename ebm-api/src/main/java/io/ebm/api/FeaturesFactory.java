package io.ebm.api;

/**
 * Extension point for {@link Features}; see {@link Factory} for the form of a provider. What is
 * fitted to examples takes the training ones of {@link ComponentContext#data}.
 *
 * @param <C> the config record
 */
public interface FeaturesFactory<C extends Record> extends ComponentFactory<C, Features> {}
