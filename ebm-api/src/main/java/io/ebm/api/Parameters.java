package io.ebm.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters θ of a model: named float tensors, row-major, laid one after the other in one flat
 * array. The layout never changes; the values do.
 *
 * <p>Tensor names are part of a model's documentation and the names in its files; they match {@code
 * [a-z0-9][a-z0-9._-]*}. Whoever trains a model writes {@link #values()} while nobody computes with
 * it.
 */
public final class Parameters {

  /**
   * Where a tensor lies: {@code size} floats from {@code offset}, of extents {@code shape} (empty
   * for a scalar).
   */
  public record Tensor(String name, List<Integer> shape, int offset, int size) {}

  private final Map<String, Tensor> tensors;
  private final float[] values;

  private Parameters(Map<String, Tensor> tensors, int size) {
    this.tensors = tensors;
    this.values = new float[size];
  }

  /** A builder of a layout. */
  public static Builder builder() {
    return new Builder();
  }

  /** All values, tensor after tensor; live, not a copy. */
  public float[] values() {
    return values;
  }

  /** The number of values. */
  public int size() {
    return values.length;
  }

  /** The tensors in their order. */
  public List<Tensor> tensors() {
    return List.copyOf(tensors.values());
  }

  /**
   * The tensor of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor '" + name + "' among " + tensors.keySet());
    }
    return tensor;
  }

  /** Parameters of this layout and of the present values, in an array of their own. */
  public Parameters copy() {
    Parameters copy = new Parameters(tensors, values.length);
    System.arraycopy(values, 0, copy.values, 0, values.length);
    return copy;
  }

  /**
   * Requires other parameters to have this layout.
   *
   * @return the others
   * @throws IllegalArgumentException if a tensor's name, shape or place is another
   */
  public Parameters requireLayout(Parameters other) {
    if (tensors != other.tensors && !tensors().equals(other.tensors())) {
      throw new IllegalArgumentException(
          "parameters of another layout: " + other.tensors() + " where " + tensors() + " are due");
    }
    return other;
  }

  /** A gradient of this layout, all zero. */
  public Gradient newGradient() {
    return new Gradient(this, false);
  }

  /**
   * A gradient of this layout, all zero, that knows which of its values were touched; for a {@link
   * SparseGradients}.
   */
  public Gradient newSparseGradient() {
    return new Gradient(this, true);
  }

  /** Collects tensors; not thread-safe. */
  public static final class Builder {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private int size;

    private Builder() {}

    /**
     * Appends a tensor of zeros.
     *
     * @param shape its extents, each at least 1; none for a scalar
     * @throws IllegalArgumentException for a bad or repeated name, a bad extent, or more than 2^31
     *     - 9 values in all
     */
    public Builder add(String name, int... shape) {
      declare(name, shape);
      return this;
    }

    /** The same, and answers where the tensor will lie. */
    public Tensor declare(String name, int... shape) {
      if (!name.matches("[a-z0-9][a-z0-9._-]*")) {
        throw new IllegalArgumentException("bad tensor name '" + name + "'");
      }
      List<Integer> extents = new ArrayList<>();
      for (int extent : shape) {
        extents.add(extent);
        if (extent < 1) {
          throw new IllegalArgumentException("bad shape of tensor '" + name + "': " + extents);
        }
      }
      int count = Sizes.product("the tensor '" + name + "'", shape);
      if ((long) size + count > Sizes.MOST) {
        throw new SizeException(
            "with the tensor '"
                + name
                + "' there would be "
                + ((long) size + count)
                + " parameters, which are more than an array can have, "
                + Sizes.MOST);
      }
      Tensor tensor = new Tensor(name, List.copyOf(extents), size, count);
      if (tensors.putIfAbsent(name, tensor) != null) {
        throw new IllegalArgumentException("two tensors are named '" + name + "'");
      }
      size += count;
      return tensor;
    }

    /**
     * The parameters, all zero.
     *
     * @throws OutOfMemoryError if they are more than the heap can hold, saying what they take
     */
    public Parameters build() {
      Sizes.require(size + " parameters", (double) Float.BYTES * size);
      return new Parameters(new LinkedHashMap<>(tensors), size);
    }
  }
}
