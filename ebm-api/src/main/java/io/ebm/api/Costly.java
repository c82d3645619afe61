package io.ebm.api;

/**
 * Capability of an energy of which a single value takes long, as one that is found along a path:
 * the host then asks for no more of them than it must, and takes some examples for all.
 */
@Capability
public interface Costly {

  /** About how many multiplications and additions the energy of one row takes. */
  double multiplyAdds();
}
