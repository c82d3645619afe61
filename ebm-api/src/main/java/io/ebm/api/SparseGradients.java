package io.ebm.api;

/**
 * A model most of whose parameters have no part in the energy of a few rows, and which says so:
 * every method of it and of its energies that adds to a gradient {@link Gradient#mark marks} what
 * it touches. The runtime then gives it sparse gradients if the optimizer {@link Optimizer#sparse
 * asks} for them.
 */
public interface SparseGradients extends Parameterised {}
