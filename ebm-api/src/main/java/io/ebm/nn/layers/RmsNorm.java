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
 * Mean square 1 over all numbers of a state, then a factor for each (Zhang and Sennrich 2019, "Root
 * mean square layer normalization"): {@code x / √(⟨x²⟩ + epsilon)}. Tensor {@code weight} of the
 * input's shape.
 */
public record RmsNorm(
    @Setting(value = "1e-5", doc = "Added to the mean square, above 0.") double epsilon,
    @Setting(value = "true", doc = "Whether a factor is learned for each number.") boolean affine)
    implements Layer {

  /** Checks the values. */
  public RmsNorm {
    Checks.positive("epsilon", epsilon);
  }

  /** With the defaults. */
  public RmsNorm() {
    this(1e-5, true);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("rms-norm", inputs);
    return Norms.wire(wiring, x, 1, epsilon, false, false, Norms.factors(affine, x));
  }

  /** Makes {@code rms-norm} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<RmsNorm> {
    /** For the service loader. */
    public Factory() {
      super("rms-norm", "Mean square 1 over the numbers of a state.", RmsNorm.class);
    }
  }
}
