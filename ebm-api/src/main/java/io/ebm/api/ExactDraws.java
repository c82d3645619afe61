package io.ebm.api;

/**
 * Capability of an energy that can be sampled exactly, without a chain: by ancestral sampling, by
 * enumeration, by formula.
 */
@Capability
public interface ExactDraws {

  /**
   * Fills every row with an exact, independent sample: of an energy made by {@link
   * Conditional#given} row {@code i} from {@code p_i}.
   *
   * @param into at least one row of {@code space().dim()} floats; overwritten
   * @param random where all randomness comes from
   */
  void sample(Batch into, RandomStream random);
}
