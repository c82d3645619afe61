package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;

/** Exact answers about one law: what {@link io.ebm.api.Tractable} asks for. */
interface Summed {

  double logPartition();

  /** Adds {@code weight E[∇θ E(x)]}. */
  void accumulateExpectations(double weight, Gradient into);

  /** Fills rows with the first units of exact samples, as many as a row has. */
  void sample(Batch into, RandomStream random);

  /** The probabilities of the levels of the first {@code visible} units. */
  void marginals(int visible, double[] out);
}
