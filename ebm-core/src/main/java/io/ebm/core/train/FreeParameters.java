package io.ebm.core.train;

import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.math.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tensors of a model that {@link TensorRules} leave to an optimizer: those that are neither
 * frozen nor equal to another, under their names, in an array of their own. Behind the model's may
 * stand an objective's tensors, which are always free.
 *
 * <p>The optimizer knows of no others: it keeps no moments of them, no penalty and no bound on the
 * gradient's norm counts them, and what is equal counts once.
 */
final class FreeParameters {

  /** A tensor that is free. */
  private static final class Part {
    private final int size;

    /** Where it lies among all. */
    private final int whole;

    /** Where it lies among the free. */
    private final int free;

    /** Where those lie that are equal to it. */
    private final int[] equals;

    /** Of the optimizer's rate. */
    private final double factor;

    Part(int size, int whole, int free, int[] equals, double factor) {
      this.size = size;
      this.whole = whole;
      this.free = free;
      this.equals = equals;
      this.factor = factor;
    }
  }

  private final Parameters whole;
  private final Parameters free;
  private final Gradient gradient;
  private final List<Part> parts = new ArrayList<>();
  private final List<Parameters.Tensor> frozen = new ArrayList<>();
  private final boolean rates;
  private float[] held = new float[0];

  /**
   * Creates it.
   *
   * @param whole the model's parameters, perhaps with an objective's behind them
   * @param tensors how many tensors are the model's
   * @param sparse whether gradients are
   */
  FreeParameters(TensorRules rules, Parameters whole, int tensors, boolean sparse) {
    this.whole = whole;
    List<Parameters.Tensor> all = whole.tensors();
    Parameters.Builder builder = Parameters.builder();
    int offset = 0;
    boolean differ = false;
    for (int i = 0; i < all.size(); i++) {
      Parameters.Tensor tensor = all.get(i);
      if (i < tensors && rules.frozen(i)) {
        frozen.add(tensor);
        continue;
      }
      if (i < tensors && rules.leader(i) != i) {
        continue;
      }
      builder.add(tensor.name(), tensor.shape().stream().mapToInt(Integer::intValue).toArray());
      List<Integer> equals = new ArrayList<>();
      for (int j = 0; j < tensors; j++) {
        if (j != i && rules.leader(j) == i) {
          equals.add(all.get(j).offset());
        }
      }
      double factor = i < tensors ? rules.factor(i) : 1;
      differ |= factor != 1;
      parts.add(
          new Part(
              tensor.size(),
              tensor.offset(),
              offset,
              equals.stream().mapToInt(Integer::intValue).toArray(),
              factor));
      offset += tensor.size();
    }
    free = builder.build();
    gradient = sparse ? free.newSparseGradient() : free.newGradient();
    rates = differ;
  }

  /**
   * Makes a gradient by all parameters one along which equal tensors stay equal and frozen ones
   * stand still: the sum over those that are equal in each of them, zero for the frozen.
   *
   * @return its Euclidean norm, in which what is equal counts once
   */
  double fold(Gradient ofModel) {
    float[] g = ofModel.values();
    for (Parameters.Tensor tensor : frozen) {
      clear(g, tensor);
    }
    double squares = 0;
    for (Part part : parts) {
      if (part.whole + part.size > g.length) {
        break; // the objective's, which are elsewhere
      }
      if (part.equals.length > 0) {
        combine(ofModel, part, 1);
      }
      squares += Vectors.sumOfSquares(part.size, g, part.whole);
    }
    return Math.sqrt(squares);
  }

  private static void clear(float[] g, Parameters.Tensor tensor) {
    Arrays.fill(g, tensor.offset(), tensor.offset() + tensor.size(), 0f);
  }

  /** Writes the sum of equal tensors, times a factor, into each of them. */
  private static void combine(Gradient ofModel, Part part, double factor) {
    float[] g = ofModel.values();
    ofModel.mark(part.whole, part.whole + part.size);
    for (int at : part.equals) {
      ofModel.mark(at, at + part.size);
    }
    for (int k = 0; k < part.size; k++) {
      double sum = g[part.whole + k];
      for (int at : part.equals) {
        sum += g[at + k];
      }
      float value = (float) (factor * sum);
      g[part.whole + k] = value;
      for (int at : part.equals) {
        g[at + k] = value;
      }
    }
  }

  /**
   * The part of a folded gradient that is the optimizer's. What a model did to it after the folding
   * is undone so far as it would part equal tensors: their mean is taken.
   *
   * @param all by all parameters; overwritten
   */
  Gradient gather(Gradient all) {
    for (Part part : parts) {
      if (part.equals.length > 0) {
        combine(all, part, 1.0 / (1 + part.equals.length));
      }
    }
    gather(all, gradient);
    return gradient;
  }

  /** The part of a folded gradient that is the optimizer's. */
  void gather(Gradient all, Gradient into) {
    into.clear();
    for (int range = 0; range < all.ranges(); range++) {
      int from = all.rangeFrom(range);
      int to = all.rangeTo(range);
      for (Part part : parts) {
        int begin = Math.max(from, part.whole);
        int end = Math.min(to, part.whole + part.size);
        if (begin < end) {
          int at = part.free + begin - part.whole;
          into.mark(at, at + end - begin);
          System.arraycopy(all.values(), begin, into.values(), at, end - begin);
        }
      }
    }
  }

  /** What an optimizer moves, as {@link #gather()} last wrote or it left it. */
  Parameters free() {
    return free;
  }

  /** Writes the values of the free tensors into {@link #free}. */
  Parameters gather() {
    for (Part part : parts) {
      System.arraycopy(whole.values(), part.whole, free.values(), part.free, part.size);
    }
    return free;
  }

  /** Gives all tensors what {@link #free} has. */
  void scatter() {
    for (Part part : parts) {
      System.arraycopy(free.values(), part.free, whole.values(), part.whole, part.size);
    }
    equalise(whole.values());
  }

  /** Makes tensors equal that are to be. */
  void equalise(float[] ofModel) {
    for (Part part : parts) {
      for (int at : part.equals) {
        System.arraycopy(ofModel, part.whole, ofModel, at, part.size);
      }
    }
  }

  /** Does something to the model's parameters that leaves frozen and equal ones what they are. */
  void hold(float[] ofModel, Runnable change) {
    if (held.length != ofModel.length) {
      held = new float[ofModel.length];
    }
    copyFrozen(ofModel, held);
    change.run();
    copyFrozen(held, ofModel);
    equalise(ofModel);
  }

  /** Copies the values of frozen tensors. */
  void copyFrozen(float[] from, float[] to) {
    for (Parameters.Tensor tensor : frozen) {
      System.arraycopy(from, tensor.offset(), to, tensor.offset(), tensor.size());
    }
  }

  /** Whether some rates differ. */
  boolean rates() {
    return rates;
  }

  /** Multiplies what a step did to {@link #free} by the rates' factors and another. */
  void shorten(float[] before, double by) {
    float[] values = free.values();
    for (Part part : parts) {
      float factor = (float) (part.factor * by);
      for (int i = part.free; factor != 1 && i < part.free + part.size; i++) {
        values[i] = before[i] + factor * (values[i] - before[i]);
      }
    }
  }
}
