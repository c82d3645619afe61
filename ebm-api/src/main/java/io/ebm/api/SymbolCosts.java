package io.ebm.api;

/**
 * Capability of an energy of sequences that is a sum of costs, one for each symbol given those
 * before it: {@code E(x) = Σ_t -log p(x_t | x_0 … x_{t-1})}.
 */
@Capability
public interface SymbolCosts {

  /**
   * The costs of the symbols of every row, in nats.
   *
   * @param x {@code n} rows that are sequences
   * @param out receives {@code n} rows of as many columns; 0 behind the end of a sequence
   */
  void costs(Batch x, Batch out);
}
