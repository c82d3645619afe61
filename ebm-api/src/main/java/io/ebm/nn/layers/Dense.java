package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * A fully connected layer, {@code y = W x + b}; of a packed value, at every position. Tensors
 * {@code weight} [units, inputs] and {@code bias} [units].
 */
public record Dense(
    @Setting(doc = "How many outputs, at least 1.") int units,
    @Setting(value = "true", doc = "Whether a bias is added.") boolean bias,
    @Setting(value = "\"kaiming-normal\"", doc = "What the weights begin with.")
        Initialiser initialiser,
    @Setting(value = "1", doc = "Multiplies what the weights begin with.") double scale)
    implements Layer {

  /** Checks the values. */
  public Dense {
    Checks.atLeast("units", units, 1);
    Checks.notNegative("scale", scale);
  }

  /** With a bias, and the default initialiser. */
  public Dense(int units) {
    this(units, true, Initialiser.KAIMING_NORMAL, 1);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("dense", inputs);
    if (x.shape().rank() != 1 && !x.shape().isPacked()) {
      throw new IllegalArgumentException(
          "dense takes [features], not "
              + x.shape()
              + "; 'flatten' before it makes features of them, and 'tokens' lets it work position by"
              + " position");
    }
    int in = x.shape().size();
    int weight = wiring.parameter("weight", initialiser.start(in, units, scale), units, in);
    int biases = bias ? wiring.parameter("bias", initialiser.biases(in, scale), units) : -1;
    return wiring.add(
        new DenseOperation(in, units, 1, weight, biases, true),
        x.shape().isPacked() ? x.shape().withChannels(units) : Shape.of(units),
        x);
  }

  /** Makes {@code dense} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Dense> {
    /** For the service loader. */
    public Factory() {
      super("dense", "A fully connected layer, W x + b.", Dense.class);
    }
  }
}
