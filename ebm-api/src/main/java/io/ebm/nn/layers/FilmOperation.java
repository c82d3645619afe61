package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;

/**
 * {@code y = x + x γ + β} with a {@code γ} and a {@code β} for each channel, which are one input:
 * all γ, then all β. The orders are those of {@link ProductOperation} and of sums.
 */
final class FilmOperation implements Operation {

  private static final int[][] BINOMIAL = {{1}, {1, 1}, {1, 2, 1}};

  private final int channels;
  private final int positions;

  FilmOperation(int channels, int positions) {
    this.channels = channels;
    this.positions = positions;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public long multiplyAdds() {
    return (long) channels * positions;
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    for (int order = pass.from(); order <= pass.to(); order++) {
      for (int k = 0; k < channels * positions; k++) {
        int y = pass.output(order) + k * n;
        int channel = k / positions * n;
        boolean movesX = order == 0 || pass.moves(0);
        boolean movesFactor = order == 0 || pass.moves(1);
        if (movesX) {
          System.arraycopy(m, pass.input(0, order) + k * n, m, y, n);
        } else {
          Vectors.fill(n, 0f, m, y);
        }
        if (movesFactor) {
          Vectors.add(n, m, pass.input(1, order) + channels * n + channel, m, y, m, y);
        }
        for (int i = 0; i <= order; i++) {
          if ((i == 0 || pass.moves(0)) && (i == order || pass.moves(1))) {
            int x = pass.input(0, i) + k * n;
            int factor = pass.input(1, order - i) + channel;
            addTimes(n, BINOMIAL[order][i], m, x, factor, y);
          }
        }
      }
    }
  }

  private static void addTimes(int n, int times, float[] m, int a, int b, int y) {
    for (int i = 0; i < times; i++) {
      Vectors.addProduct(n, m, a, m, b, m, y);
    }
  }

  @Override
  public void backward(Pass pass) {
    int top = pass.moves() ? pass.orders() - 1 : 0;
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (pass.wants(0, order)) {
        slopesOfState(pass, order, top);
      }
      if (pass.wants(1, order)) {
        slopesOfFactors(pass, order, top);
      }
    }
  }

  private void slopesOfState(Pass pass, int order, int top) {
    int n = pass.states();
    float[] m = pass.memory();
    int to = pass.inputSlope(0, order);
    System.arraycopy(m, pass.outputSlope(order), m, to, channels * positions * n);
    for (int above = order; above <= top && (above == order || pass.moves(1)); above++) {
      int factor = pass.input(1, above - order);
      int slope = pass.outputSlope(above);
      for (int k = 0; k < channels * positions; k++) {
        int channel = factor + k / positions * n;
        addTimes(n, BINOMIAL[above][order], m, channel, slope + k * n, to + k * n);
      }
    }
  }

  private void slopesOfFactors(Pass pass, int order, int top) {
    int n = pass.states();
    float[] m = pass.memory();
    int to = pass.inputSlope(1, order);
    Vectors.fill(2 * channels * n, 0f, m, to);
    int own = pass.outputSlope(order);
    for (int k = 0; k < channels * positions; k++) {
      int shift = to + (channels + k / positions) * n;
      Vectors.add(n, m, own + k * n, m, shift, m, shift);
    }
    for (int above = order; above <= top && (above == order || pass.moves(0)); above++) {
      int x = pass.input(0, above - order);
      int slope = pass.outputSlope(above);
      for (int k = 0; k < channels * positions; k++) {
        int channel = to + k / positions * n;
        addTimes(n, BINOMIAL[above][order], m, x + k * n, slope + k * n, channel);
      }
    }
  }
}
