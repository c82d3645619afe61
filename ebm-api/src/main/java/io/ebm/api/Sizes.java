package io.ebm.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What sizes come to: numbers of values, and the memory they take. */
public final class Sizes {

  /** The most values of an array. */
  public static final int MOST = Integer.MAX_VALUE - 8;

  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Sizes() {}

  /**
   * The number of values of an array of some extents, of four bytes each or more.
   *
   * @param what what has so many, as in {@code "the tensor 'weights'"}
   * @throws SizeException if an array cannot have so many, or the heap not hold them
   */
  public static int product(String what, int... extents) {
    double product = 1;
    for (int extent : extents) {
      product *= extent;
    }
    if (!(product <= MOST)) {
      throw new SizeException(
          what
              + " would have "
              + Arrays.stream(extents).mapToObj(String::valueOf).collect(Collectors.joining(" × "))
              + " values, which are more than an array can have, "
              + MOST);
    }
    lack("the values of " + what, Float.BYTES * product)
        .ifPresent(
            why -> {
              throw new SizeException(why);
            });
    return (int) product;
  }

  /** The same of a list. */
  public static int product(String what, Collection<Integer> extents) {
    return product(what, extents.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Why something cannot be held in memory; empty if it may.
   *
   * @param what what takes the memory, in the plural, as in {@code "2000 chains"}
   * @param bytes how much it takes at least
   */
  public static Optional<String> lack(String what, double bytes) {
    long heap = Runtime.getRuntime().maxMemory();
    return bytes <= heap
        ? Optional.empty()
        : Optional.of(
            what
                + " take "
                + inWords(bytes)
                + " of memory or more, but the heap has "
                + inWords((double) heap)
                + "; take smaller sizes, or give it more (JAVA_TOOL_OPTIONS=-Xmx8g for 8 GB)");
  }

  /**
   * Fails as an allocation does that the heap cannot hold, but before it and with what it is for.
   *
   * @param what what takes the memory, in the plural
   * @throws OutOfMemoryError if it is more than the heap can hold
   */
  static void require(String what, double bytes) {
    lack(what, bytes)
        .ifPresent(
            why -> {
              throw new OutOfMemoryError(why);
            });
  }

  /** As in {@code 1.5 GB}. */
  public static String inWords(double bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, value < 10 && unit > 0 ? "%.1f " : "%.0f ", value)
        + UNITS[unit];
  }
}
