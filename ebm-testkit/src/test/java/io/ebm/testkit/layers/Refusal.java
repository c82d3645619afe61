package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ebm.api.Parameters;
import io.ebm.api.SettingException;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Sequence;
import java.util.ArrayList;
import java.util.List;

/** What is said where a layer does not fit. */
final class Refusal {

  private Refusal() {}

  /** The place and the sentence about one of some layers on a shape. */
  static String of(Shape shape, Layer... layers) {
    return of(shape, List.of(), layers);
  }

  /** The same with conditions. */
  static String of(Shape shape, List<Shape> conditions, Layer... layers) {
    List<Shape> inputs = new ArrayList<>(List.of(shape));
    inputs.addAll(conditions);
    SettingException refused =
        catchThrowableOfType(
            SettingException.class,
            () -> Network.of(inputs, Sequence.of(layers), Parameters.builder(), ""));
    return refused.setting() + ": " + refused.getMessage();
  }

  /** The setting and the sentence about a value of a config. */
  static String of(Runnable creation) {
    SettingException refused = catchThrowableOfType(SettingException.class, creation::run);
    return refused.setting() + ": " + refused.getMessage();
  }
}
