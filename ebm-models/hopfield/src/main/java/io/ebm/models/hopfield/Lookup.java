package io.ebm.models.hopfield;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Initialiser;
import java.util.List;

/**
 * A layer of modern Hopfield networks with learned patterns (Ramsauer et al. 2021, section 3,
 * {@code HopfieldLayer}): in each head features {@code x} are a state pattern, associated with the
 * stored patterns {@code k_μ} by their energies, and what is retrieved is the mean of the values
 * {@code v_μ}; those of all heads are added up:
 *
 * <pre>{@code
 * y = b + Σ_heads Σ_μ p(μ | x) v_μ,   p(μ | x) = exp(β k_μ·x) / Σ_ν exp(β k_ν·x)
 * }</pre>
 *
 * <p>Tensors: {@code patterns.weight} [heads · patterns, features], head by head; {@code
 * values.weight} [units, heads · patterns], {@code values.bias} [units]. Values begin normal with
 * standard deviation {@code 1 / √heads}, biases at zero.
 *
 * @param units how many outputs
 * @param patterns how many patterns a head has
 * @param heads how many heads
 * @param beta inverse temperature {@code β}
 * @param scale standard deviation of the first patterns, which are normal
 */
public record Lookup(
    @Setting(doc = "How many outputs, at least 1.") int units,
    @Setting(value = "256", doc = "Patterns of a head, at least 1.") int patterns,
    @Setting(value = "1", doc = "Heads, each with patterns of its own, at least 1.") int heads,
    @Setting(value = "1", doc = "Inverse temperature β of the softmax, positive.") double beta,
    @Setting(value = "1", doc = "Standard deviation of the first patterns, not negative.")
        double scale)
    implements Layer {

  /** Checks the values. */
  public Lookup {
    Checks.atLeast("units", units, 1);
    Checks.atLeast("patterns", patterns, 1);
    Checks.atLeast("heads", heads, 1);
    Checks.positive("beta", beta);
    Checks.notNegative("scale", scale);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("lookup", inputs, "features");
    int all = heads * patterns;
    double byInputs = scale * Math.sqrt(x.shape().size());
    Dense keys = new Dense(all, false, Initialiser.LECUN_NORMAL, byInputs);
    Dense values = new Dense(units, true, Initialiser.LECUN_NORMAL, Math.sqrt(patterns));
    Value products = wiring.wire("patterns", keys, inputs);
    Value weights =
        wiring.add(new GroupSoftmax(heads, patterns, (float) beta), Shape.of(all), products);
    return wiring.wire("values", values, List.of(weights));
  }

  /** Makes {@code lookup} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Lookup> {
    /** For the service loader. */
    public Factory() {
      super(
          "lookup",
          "Values looked up by how alike features are to learned patterns: a Hopfield layer.",
          Lookup.class);
    }
  }
}
