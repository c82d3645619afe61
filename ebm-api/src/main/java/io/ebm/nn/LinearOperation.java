package io.ebm.nn;

/**
 * A linear map of one input, perhaps with parameters, and then perhaps plus constants. All orders
 * go through the same map; only order 0 sees the constants.
 *
 * <pre>{@code
 * y = W x + b,   ẏ = W ẋ,   ÿ = W ẍ
 * }</pre>
 */
public abstract class LinearOperation implements Operation {

  /** Creates the operation. */
  protected LinearOperation() {}

  /**
   * Computes {@code y = W x}.
   *
   * @param n the columns
   * @param memory holds {@code x} at {@code x}, receives {@code y} at {@code y}
   */
  protected abstract void apply(int n, float[] parameters, float[] memory, int x, int y);

  /**
   * Computes {@code x̄ = Wᵀ ȳ}.
   *
   * @param memory holds {@code ȳ} at {@code y}, receives {@code x̄} at {@code x}
   */
  protected abstract void transpose(int n, float[] parameters, float[] memory, int y, int x);

  /** Adds {@code ∂(ȳ · W x)/∂W}; without parameters it does nothing. */
  protected void learn(int n, float[] memory, int x, int y, float[] gradient) {}

  /** Adds the constants to the output. */
  protected void addConstants(int n, float[] parameters, float[] memory, int y) {}

  /** Adds the slopes of the constants. */
  protected void learnConstants(int n, float[] memory, int y, float[] gradient) {}

  @Override
  public final void forward(Pass pass) {
    int n = pass.states();
    for (int order = pass.from(); order <= pass.to(); order++) {
      apply(n, pass.parameters(), pass.memory(), pass.input(0, order), pass.output(order));
    }
    if (pass.from() == 0) {
      addConstants(n, pass.parameters(), pass.memory(), pass.output(0));
    }
  }

  @Override
  public final void backward(Pass pass) {
    int n = pass.states();
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (pass.wants(0, order)) {
        transpose(
            n,
            pass.parameters(),
            pass.memory(),
            pass.outputSlope(order),
            pass.inputSlope(0, order));
      }
    }
    if (pass.learns()) {
      int orders = pass.moves() ? pass.orders() : 1;
      for (int order = 0; order < orders; order++) {
        learn(n, pass.memory(), pass.input(0, order), pass.outputSlope(order), pass.gradient());
      }
      learnConstants(n, pass.memory(), pass.outputSlope(0), pass.gradient());
    }
  }

  @Override
  public boolean rereadsInput(int order, boolean learns) {
    return learns && hasParameters();
  }

  @Override
  public final boolean rereadsOutput(int order) {
    return false;
  }
}
