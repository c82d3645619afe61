package io.ebm.models.analytic.expression;

import io.ebm.api.Batch;
import io.ebm.math.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A formula as a list of operations, each on results of earlier ones; equal operations stand in it
 * once. Values are computed from the first to the last, derivatives of the last by all others from
 * the last to the first (reverse accumulation; Griewank and Walther 2008, chapter 3), both for a
 * block of rows at a time and in double precision.
 *
 * <p>Built by one thread; then safe for all.
 */
final class Tape {

  /** The most operations; a formula with more is a program and deserves a plugin. */
  static final int MOST = 1 << 20;

  private static final int BLOCK = 1 << 15;

  private enum Kind {
    CONSTANT,
    STATE,
    COEFFICIENT,
    FUNCTION
  }

  /**
   * @param function what is computed, if a function is
   * @param first the first operand's place; or which coordinate or coefficient
   * @param second the second operand's place, or -1
   */
  private record Entry(
      Kind kind, @Nullable Function function, int first, int second, double constant) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Entry, Integer> places = new HashMap<>();

  int constant(double value) {
    return place(new Entry(Kind.CONSTANT, null, -1, -1, value));
  }

  int state(int coordinate) {
    return place(new Entry(Kind.STATE, null, coordinate, -1, 0));
  }

  int coefficient(int index) {
    return place(new Entry(Kind.COEFFICIENT, null, index, -1, 0));
  }

  /** A function of the results at these places; second is -1 for a function of one. */
  int apply(Function function, int first, int second) {
    Entry a = entries.get(first);
    Entry b = second < 0 ? a : entries.get(second);
    if (a.kind == Kind.CONSTANT && b.kind == Kind.CONSTANT) {
      return constant(function.of(a.constant, b.constant));
    }
    if (function == Function.POWER && b.kind == Kind.CONSTANT && b.constant == 2) {
      return place(new Entry(Kind.FUNCTION, Function.SQUARE, first, -1, 0));
    }
    return place(new Entry(Kind.FUNCTION, function, first, second, 0));
  }

  private int place(Entry entry) {
    Integer known = places.get(entry);
    if (known != null) {
      return known;
    }
    if (entries.size() == MOST) {
      throw new IllegalArgumentException(
          "it has more than " + MOST + " operations; write an energy plugin for it");
    }
    entries.add(entry);
    places.put(entry, entries.size() - 1);
    return entries.size() - 1;
  }

  /** Takes away what a result does not need; returns the place that it has then. */
  int prune(int result) {
    boolean[] needed = new boolean[entries.size()];
    needed[result] = true;
    for (int place = result; place >= 0; place--) {
      Entry entry = entries.get(place);
      if (needed[place] && entry.kind == Kind.FUNCTION) {
        needed[entry.first] = true;
        needed[entry.second < 0 ? entry.first : entry.second] = true;
      }
    }
    int[] moved = new int[entries.size()];
    List<Entry> kept = new ArrayList<>();
    for (int place = 0; place <= result; place++) {
      Entry entry = entries.get(place);
      if (needed[place]) {
        moved[place] = kept.size();
        kept.add(
            entry.kind != Kind.FUNCTION
                ? entry
                : new Entry(
                    entry.kind,
                    entry.function,
                    moved[entry.first],
                    entry.second < 0 ? -1 : moved[entry.second],
                    0));
      }
    }
    entries.clear();
    entries.addAll(kept);
    places.clear();
    return kept.size() - 1;
  }

  /** The number of operations. */
  int size() {
    return entries.size();
  }

  /** The value at a place, if it is a constant. */
  @Nullable Double constantAt(int place) {
    Entry entry = entries.get(place);
    return entry.kind == Kind.CONSTANT ? entry.constant : null;
  }

  /**
   * Computes the value of every row, and derivatives where they are asked for.
   *
   * @param result the place of the value
   * @param slopes receives the derivatives by the states, or null
   * @param weights factors of the rows' derivatives by the coefficients, or null
   * @param byCoefficients the weighted sums of these derivatives are added here, or null
   */
  void evaluate(
      int result,
      Batch x,
      float[] coefficients,
      double[] values,
      @Nullable Batch slopes,
      double @Nullable [] weights,
      float @Nullable [] byCoefficients) {
    int block = Math.max(1, Math.min(64, BLOCK / entries.size()));
    try (Scratch scratch = Scratch.open()) {
      double[] results = scratch.doubles(block * entries.size());
      double[] adjoints =
          slopes == null && weights == null ? results : scratch.doubles(block * entries.size());
      for (int from = 0; from < x.size(); from += block) {
        int rows = Math.min(block, x.size() - from);
        forward(x, from, rows, coefficients, results);
        System.arraycopy(results, result * rows, values, from, rows);
        if (adjoints != results) {
          Arrays.fill(adjoints, 0, rows * entries.size(), 0);
          Arrays.fill(adjoints, result * rows, (result + 1) * rows, 1);
          backward(rows, results, adjoints);
          if (slopes != null) {
            writeSlopes(from, rows, adjoints, slopes);
          }
          if (weights != null && byCoefficients != null) {
            addWeighted(from, rows, adjoints, weights, byCoefficients);
          }
        }
      }
    }
  }

  private void forward(Batch x, int from, int rows, float[] coefficients, double[] results) {
    for (int place = 0; place < entries.size(); place++) {
      Entry entry = entries.get(place);
      int to = place * rows;
      switch (entry.kind) {
        case CONSTANT -> Arrays.fill(results, to, to + rows, entry.constant);
        case COEFFICIENT -> Arrays.fill(results, to, to + rows, coefficients[entry.first]);
        case STATE -> {
          for (int r = 0; r < rows; r++) {
            results[to + r] = x.get(from + r, entry.first);
          }
        }
        case FUNCTION -> apply(entry, rows, results, to);
      }
    }
  }

  private static void apply(Entry entry, int rows, double[] results, int to) {
    Function function = java.util.Objects.requireNonNull(entry.function);
    int a = entry.first * rows;
    int b = entry.second < 0 ? a : entry.second * rows;
    switch (function) { // the most frequent ones without a call
      case ADD -> {
        for (int r = 0; r < rows; r++) {
          results[to + r] = results[a + r] + results[b + r];
        }
      }
      case SUBTRACT -> {
        for (int r = 0; r < rows; r++) {
          results[to + r] = results[a + r] - results[b + r];
        }
      }
      case MULTIPLY -> {
        for (int r = 0; r < rows; r++) {
          results[to + r] = results[a + r] * results[b + r];
        }
      }
      default -> {
        for (int r = 0; r < rows; r++) {
          results[to + r] = function.of(results[a + r], results[b + r]);
        }
      }
    }
  }

  private void backward(int rows, double[] results, double[] adjoints) {
    for (int place = entries.size() - 1; place >= 0; place--) {
      Entry entry = entries.get(place);
      Function function = entry.function;
      if (function == null) {
        continue;
      }
      int at = place * rows;
      int a = entry.first * rows;
      int b = entry.second < 0 ? a : entry.second * rows;
      for (int r = 0; r < rows; r++) {
        double adjoint = adjoints[at + r];
        if (adjoint != 0) { // 0 times an infinite derivative is none
          double first = results[a + r];
          double second = results[b + r];
          adjoints[a + r] += adjoint * function.byFirst(first, second);
          if (entry.second >= 0) {
            adjoints[b + r] += adjoint * function.bySecond(first, second);
          }
        }
      }
    }
  }

  private void writeSlopes(int from, int rows, double[] adjoints, Batch slopes) {
    Arrays.fill(slopes.array(), slopes.offset(from), slopes.offset(from) + rows * slopes.dim(), 0f);
    for (int place = 0; place < entries.size(); place++) {
      Entry entry = entries.get(place);
      if (entry.kind == Kind.STATE) {
        for (int r = 0; r < rows; r++) {
          slopes.set(from + r, entry.first, (float) adjoints[place * rows + r]);
        }
      }
    }
  }

  private void addWeighted(int from, int rows, double[] adjoints, double[] weights, float[] into) {
    for (int place = 0; place < entries.size(); place++) {
      Entry entry = entries.get(place);
      if (entry.kind == Kind.COEFFICIENT) {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
          sum += weights[from + r] * adjoints[place * rows + r];
        }
        into[entry.first] += (float) sum;
      }
    }
  }
}
