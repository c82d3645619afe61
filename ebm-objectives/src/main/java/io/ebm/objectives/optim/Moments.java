package io.ebm.objectives.optim;

/** Arrays beside the parameters. */
final class Moments {

  private Moments() {}

  /**
   * The array itself, or zeros if it is still empty.
   *
   * @throws IllegalArgumentException if it has another length, being of another model
   */
  static float[] sized(float[] array, int length) {
    if (array.length == 0) {
      return new float[length];
    }
    if (array.length != length) {
      throw new IllegalArgumentException(
          "an optimizer with " + array.length + " moments was given " + length + " parameters");
    }
    return array;
  }
}
