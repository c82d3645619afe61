package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * Mean 0 and variance 1 over all numbers of a state, or of a position of a packed value, then a
 * factor and a bias for each (Ba, Kiros and Hinton 2016, "Layer normalization"): {@code (x - ⟨x⟩) /
 * √(variance + epsilon)}. Tensors {@code weight} and {@code bias} of the input's shape.
 */
public record LayerNorm(
    @Setting(value = "1e-5", doc = "Added to the variance, above 0.") double epsilon,
    @Setting(value = "true", doc = "Whether a factor and a bias are learned for each number.")
        boolean affine)
    implements Layer {

  /** Checks the values. */
  public LayerNorm {
    Checks.positive("epsilon", epsilon);
  }

  /** With the defaults. */
  public LayerNorm() {
    this(1e-5, true);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("layer-norm", inputs);
    return Norms.wire(wiring, x, 1, epsilon, true, true, Norms.factors(affine, x));
  }

  /** Makes {@code layer-norm} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<LayerNorm> {
    /** For the service loader. */
    public Factory() {
      super("layer-norm", "Mean 0 and variance 1 over the numbers of a state.", LayerNorm.class);
    }
  }
}
