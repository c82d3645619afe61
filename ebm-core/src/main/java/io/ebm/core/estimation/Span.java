package io.ebm.core.estimation;

import java.util.Locale;

/** A box in space: from {@code low} to {@code high} in every coordinate. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record Span(double[] low, double[] high) {

  static Span about(double[] centre, double[] half) {
    double[] low = new double[centre.length];
    double[] high = new double[centre.length];
    for (int k = 0; k < low.length; k++) {
      low[k] = centre[k] - half[k];
      high[k] = centre[k] + half[k];
    }
    return new Span(low, high);
  }

  static Span all(int dim, double low, double high) {
    double[] from = new double[dim];
    double[] to = new double[dim];
    java.util.Arrays.fill(from, low);
    java.util.Arrays.fill(to, high);
    return new Span(from, to);
  }

  int dim() {
    return low.length;
  }

  double centre(int k) {
    return (low[k] + high[k]) / 2;
  }

  double half(int k) {
    return (high[k] - low[k]) / 2;
  }

  /** The same about its centre, that many times as wide. */
  Span times(double factor) {
    double[] from = new double[dim()];
    double[] to = new double[dim()];
    for (int k = 0; k < dim(); k++) {
      from[k] = centre(k) - factor * half(k);
      to[k] = centre(k) + factor * half(k);
    }
    return new Span(from, to);
  }

  /** The least that holds both. */
  Span with(Span other) {
    Span hull = new Span(low.clone(), high.clone());
    for (int k = 0; k < dim(); k++) {
      hull.low[k] = Math.min(low[k], other.low[k]);
      hull.high[k] = Math.max(high[k], other.high[k]);
    }
    return hull;
  }

  /** What lies in both. */
  Span within(Span bounds) {
    Span cut = new Span(low.clone(), high.clone());
    for (int k = 0; k < dim(); k++) {
      cut.low[k] = Math.max(low[k], bounds.low[k]);
      cut.high[k] = Math.min(high[k], bounds.high[k]);
    }
    return cut;
  }

  boolean holds(Span other) {
    for (int k = 0; k < dim(); k++) {
      if (other.low[k] < low[k] || other.high[k] > high[k]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < dim(); k++) {
      text.append(k == 0 ? "" : " × ")
          .append(String.format(Locale.ROOT, "[%.4g, %.4g]", low[k], high[k]));
    }
    return text.toString();
  }
}
