package io.ebm.nn.layers;

import io.ebm.api.Checks;
import io.ebm.nn.Layer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What whole networks under one name have in common. */
final class Presets {

  static final String OUTPUTS =
      "How many numbers a last dense layer gives, 1 for an energy or one for each class; left out,"
          + " there is no such layer, and the features come out.";

  static final String GROUPS =
      "In how many groups 'group-norm' takes the channels; left out, there are no norms, and each"
          + " block begins as if it were not there.";

  private Presets() {}

  /** Checks a list of numbers of at least 1. */
  static List<Integer> positive(String name, List<Integer> values) {
    Checks.that(!values.isEmpty(), name, "must have at least one number");
    for (int value : values) {
      Checks.that(value >= 1, name, "must be at least 1 each, but are " + values);
    }
    return List.copyOf(values);
  }

  static void checkOutputs(@Nullable Integer outputs) {
    if (outputs != null) {
      Checks.atLeast("outputs", outputs, 1);
    }
  }

  static void addOutputs(List<Layer> layers, @Nullable Integer outputs) {
    if (outputs != null) {
      layers.add(new Dense(outputs));
    }
  }

  /** Refuses groups into which channels do not fall. */
  static void checkGroups(@Nullable Integer groups, List<Integer> channels) {
    if (groups == null) {
      return;
    }
    Checks.atLeast("groups", groups, 1);
    for (int each : channels) {
      Checks.that(
          each % groups == 0,
          "groups",
          "must divide all numbers of channels, " + channels + ", but is " + groups);
    }
  }

  static void addNorm(List<Layer> layers, @Nullable Integer groups) {
    if (groups != null) {
      layers.add(new GroupNorm(groups));
    }
  }

  /**
   * A convolution. Before norms it has no bias, which they would take away.
   *
   * @param zero whether its weights begin at zero: without norms the last one of a block does, so
   *     that depth costs nothing at first
   */
  static Conv2d convolution(
      int channels, int kernel, int stride, @Nullable Integer groups, boolean zero) {
    return new Conv2d(
        channels,
        List.of(kernel),
        List.of(stride),
        List.of(kernel / 2),
        List.of(1),
        1,
        false,
        groups == null,
        zero ? Initialiser.ZERO : Initialiser.KAIMING_NORMAL,
        1);
  }

  /** What goes round a block, or null where channels and extents stay. */
  static @Nullable Layer shortcut(
      int from, int to, int stride, @Nullable Integer groups, boolean normed) {
    if (from == to && stride == 1) {
      return null;
    }
    List<Layer> layers = new ArrayList<>(List.of(convolution(to, 1, stride, groups, false)));
    if (normed) {
      addNorm(layers, groups);
    }
    return layers.size() == 1 ? layers.get(0) : new Sequence(layers);
  }
}
