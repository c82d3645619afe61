package io.ebm.api;

/**
 * Extension point for objectives (losses); see {@link Factory} for the form of a provider.
 *
 * @param <C> the config record
 */
public interface ObjectiveFactory<C extends Record> extends ComponentFactory<C, Objective> {}
