package io.ebm.api;

/**
 * Extension point for estimators of partition functions; see {@link Factory} for the form of a
 * provider. An experiment chooses one as {@code evaluation.logZ}.
 *
 * @param <C> the config record
 */
public interface EstimatorFactory<C extends Record>
    extends ComponentFactory<C, PartitionEstimator> {}
