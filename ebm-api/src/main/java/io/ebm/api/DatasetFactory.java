package io.ebm.api;

/**
 * Extension point for data sets; see {@link Factory} for the form of a provider.
 *
 * @param <C> the config record
 */
public interface DatasetFactory<C extends Record> extends ComponentFactory<C, Dataset> {}
