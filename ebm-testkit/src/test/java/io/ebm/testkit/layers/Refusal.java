package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ebm.api.Parameters;
import io.ebm.api.SettingException;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Sequence;
import java.util.List;

/** What is said where a layer does not fit. */
final class Refusal {

  private Refusal() {}

  /** The place and the sentence about the last of some layers on a shape. */
  static String of(Shape shape, Layer... layers) {
    SettingException refused =
        catchThrowableOfType(
            SettingException.class,
            () -> Network.of(List.of(shape), Sequence.of(layers), Parameters.builder(), ""));
    return refused.setting() + ": " + refused.getMessage();
  }

  /** The setting and the sentence about a value of a config. */
  static String of(Runnable creation) {
    SettingException refused = catchThrowableOfType(SettingException.class, creation::run);
    return refused.setting() + ": " + refused.getMessage();
  }
}
