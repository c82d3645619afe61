package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A multilayer perceptron that is told the noise: a vector is made of condition 0 (and of condition
 * 1, the class), and added before each activation through a dense layer of its own.
 *
 * @param hidden the widths of the hidden layers
 * @param embedding the width of the vector that is made of noise and class
 * @param classes whether condition 1, the class, enters too
 * @param activation behind each hidden layer
 * @param outputs of the last dense layer, or null for as many as the state has
 */
public record NoiseMlp(
    @Setting(value = "[128, 128, 128]", doc = "The widths of the hidden layers.")
        List<Integer> hidden,
    @Setting(value = "64", doc = TimeVector.EMBEDDING) int embedding,
    @Setting(value = "false", doc = TimeVector.CLASSES) boolean classes,
    @Setting(value = "\"silu\"", doc = "What stands behind each hidden layer.") Layer activation,
    @Setting(
            doc =
                "How many numbers the last layer gives: 1 for an energy; left out, as many as the"
                    + " state has, as a field gives.")
        @Nullable Integer outputs)
    implements Layer {

  /** Checks the values. */
  public NoiseMlp {
    hidden = Presets.positive("hidden", hidden);
    TimeVector.check(embedding);
    Presets.checkOutputs(outputs);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("noise-mlp", inputs);
    int size = x.shape().size();
    Value value = x.as(Shape.of(size));
    Value time = TimeVector.wire(wiring, embedding, classes, activation);
    for (int i = 0; i < hidden.size(); i++) {
      Dense told = new Dense(hidden.get(i), false, Initialiser.LECUN_NORMAL, 1);
      Value seen = wiring.wire("layers", i, new Dense(hidden.get(i)), List.of(value));
      Value shift = wiring.wire("times", i, told, List.of(time));
      Value sum = new Add().wire(wiring, List.of(seen, shift));
      value = wiring.wire("activations", i, activation, List.of(sum));
    }
    int last = outputs == null ? size : outputs;
    Value out = wiring.wire("layers", hidden.size(), new Dense(last), List.of(value));
    return outputs == null ? out.as(x.shape()) : out;
  }

  /** Makes {@code noise-mlp} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<NoiseMlp> {
    /** For the service loader. */
    public Factory() {
      super("noise-mlp", "A multilayer perceptron that is told the noise.", NoiseMlp.class);
    }
  }
}
