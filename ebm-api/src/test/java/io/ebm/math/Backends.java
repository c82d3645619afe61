package io.ebm.math;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/** What the tests of the kernels share: both implementations, and arrays with guarded ends. */
final class Backends {

  /** Stands around a result; a kernel that writes outside its range overwrites it. */
  static final float GUARD = -12345.5f;

  private Backends() {}

  static Stream<Backend> all() throws ReflectiveOperationException {
    return Stream.of(Backend.scalar(), Backend.vector());
  }

  static float[] guarded(int length) {
    float[] array = new float[length];
    Arrays.fill(array, GUARD);
    return array;
  }

  static float[] random(Random random, int length, double scale) {
    float[] array = new float[length];
    for (int i = 0; i < length; i++) {
      array[i] = (float) (scale * random.nextGaussian());
    }
    return array;
  }

  /** Whether everything outside {@code [from, from + length)} is still the guard. */
  static boolean untouched(float[] array, int from, int length) {
    for (int i = 0; i < array.length; i++) {
      if ((i < from || i >= from + length) && array[i] != GUARD) {
        return false;
      }
    }
    return true;
  }
}
