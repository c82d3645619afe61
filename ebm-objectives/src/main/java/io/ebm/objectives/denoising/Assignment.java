package io.ebm.objectives.denoising;

import io.ebm.api.Batch;
import java.util.Arrays;

/**
 * Rows of two batches in pairs whose squared distances have the least sum: shortest augmenting
 * paths (Kuhn 1955; Jonker and Volgenant 1987), in time that grows with the cube of the size.
 */
final class Assignment {

  private Assignment() {}

  /** Of each row of the first, the row of the second that it is paired with. */
  static int[] nearest(Batch a, Batch b) {
    int n = a.size();
    double[][] costs = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        costs[i][j] = distance(a, i, b, j);
      }
    }
    double[] rowPrice = new double[n + 1];
    double[] columnPrice = new double[n + 1];
    int[] rowOf = new int[n + 1]; // of each column, from 1; 0 for none
    int[] before = new int[n + 1];
    for (int row = 1; row <= n; row++) {
      double[] least = new double[n + 1];
      boolean[] seen = new boolean[n + 1];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      rowOf[0] = row;
      int column = 0;
      while (rowOf[column] != 0) {
        seen[column] = true;
        int from = rowOf[column];
        int next = 0;
        double step = Double.POSITIVE_INFINITY;
        for (int j = 1; j <= n; j++) {
          if (!seen[j]) {
            double cost = costs[from - 1][j - 1] - rowPrice[from] - columnPrice[j];
            if (cost < least[j]) {
              least[j] = cost;
              before[j] = column;
            }
            if (least[j] < step) {
              step = least[j];
              next = j;
            }
          }
        }
        for (int j = 0; j <= n; j++) {
          if (seen[j]) {
            rowPrice[rowOf[j]] += step;
            columnPrice[j] -= step;
          } else {
            least[j] -= step;
          }
        }
        column = next;
      }
      while (column != 0) {
        rowOf[column] = rowOf[before[column]];
        column = before[column];
      }
    }
    int[] partner = new int[n];
    for (int j = 1; j <= n; j++) {
      partner[rowOf[j] - 1] = j - 1;
    }
    return partner;
  }

  private static double distance(Batch a, int i, Batch b, int j) {
    double sum = 0;
    for (int k = 0; k < a.dim(); k++) {
      double difference = (double) a.get(i, k) - b.get(j, k);
      sum += difference * difference;
    }
    return sum;
  }
}
