package io.ebm.math;

import java.util.ArrayList;
import java.util.List;

/**
 * Working memory of a thread that is taken and given back without allocation:
 *
 * <pre>{@code
 * try (Scratch scratch = Scratch.open()) {
 *   float[] hidden = scratch.floats(tile * width);
 *   …
 * }
 * }</pre>
 *
 * Frames nest. An array is the caller's until its frame is closed; it is at least as long as asked
 * for, its contents are undefined, and it must not be used after {@link #close}. A frame belongs to
 * the thread that opened it.
 */
public final class Scratch implements AutoCloseable {

  private static final ThreadLocal<Stack> STACKS = ThreadLocal.withInitial(Stack::new);
  private static final int CLASSES = 32;

  private final Pool<float[]> floats = new Pool<>(float[]::new);
  private final Pool<double[]> doubles = new Pool<>(double[]::new);
  private final Pool<int[]> ints = new Pool<>(int[]::new);
  private final Pool<long[]> longs = new Pool<>(long[]::new);
  private final Stack stack;

  private Scratch(Stack stack) {
    this.stack = stack;
  }

  /** Opens a frame. Close it in the same method, best by {@code try}. */
  public static Scratch open() {
    return STACKS.get().push();
  }

  /** An array of at least {@code length} floats. */
  public float[] floats(int length) {
    return floats.take(length);
  }

  /** An array of at least {@code length} doubles. */
  public double[] doubles(int length) {
    return doubles.take(length);
  }

  /** An array of at least {@code length} ints. */
  public int[] ints(int length) {
    return ints.take(length);
  }

  /** An array of at least {@code length} longs. */
  public long[] longs(int length) {
    return longs.take(length);
  }

  @Override
  public void close() {
    floats.reset();
    doubles.reset();
    ints.reset();
    longs.reset();
    stack.pop(this);
  }

  /** Frames of one depth are reused, so each depth soon owns what its users need. */
  private static final class Stack {
    private final List<Scratch> frames = new ArrayList<>();
    private int depth;

    Scratch push() {
      if (depth == frames.size()) {
        frames.add(new Scratch(this));
      }
      return frames.get(depth++);
    }

    void pop(Scratch frame) {
      if (depth == 0 || frames.get(depth - 1) != frame) {
        throw new IllegalStateException(
            "scratch frames must be closed in reverse order, by the thread that opened them");
      }
      depth--;
    }
  }

  private interface Maker<A> {
    A make(int length);
  }

  /** Arrays by size class (powers of two), handed out in order. */
  private static final class Pool<A> {
    private final Maker<A> maker;
    private final List<List<A>> classes = new ArrayList<>();
    private final int[] used = new int[CLASSES];
    private int touched;

    Pool(Maker<A> maker) {
      this.maker = maker;
      for (int i = 0; i < CLASSES; i++) {
        classes.add(new ArrayList<>());
      }
    }

    A take(int length) {
      int sizeClass = 32 - Integer.numberOfLeadingZeros(Math.max(length, 16) - 1);
      if (sizeClass > 30) {
        return maker.make(length);
      }
      List<A> arrays = classes.get(sizeClass);
      if (used[sizeClass] == arrays.size()) {
        arrays.add(maker.make(1 << sizeClass));
      }
      touched |= 1 << sizeClass;
      return arrays.get(used[sizeClass]++);
    }

    void reset() {
      for (; touched != 0; touched &= touched - 1) {
        used[Integer.numberOfTrailingZeros(touched)] = 0;
      }
    }
  }
}
