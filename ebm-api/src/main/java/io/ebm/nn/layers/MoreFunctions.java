package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Operation;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;
import java.util.function.IntFunction;

/** Functions of one number that are no {@link io.ebm.math.Activation}. */
public final class MoreFunctions {

  private MoreFunctions() {}

  /**
   * {@code x} above 0, and {@code alpha (exp(x) - 1)} elsewhere (Clevert, Unterthiner and
   * Hochreiter 2016).
   */
  public record Elu(
      @Setting(value = "1", doc = "Minus the limit on the left, not negative.") double alpha)
      implements Layer {

    /** Checks the value. */
    public Elu {
      Checks.notNegative("alpha", alpha);
    }

    @Override
    public Value wire(Wiring wiring, List<Value> inputs) {
      return MoreFunctions.wire("elu", wiring, inputs, size -> new EluOperation(size, alpha));
    }
  }

  /** {@code x} above 0, and {@code slope · x} elsewhere (Maas, Hannun and Ng 2013). */
  public record LeakyRelu(
      @Setting(value = "0.01", doc = "The slope below 0, not negative.") double slope)
      implements Layer {

    /** Checks the value. */
    public LeakyRelu {
      Checks.notNegative("slope", slope);
    }

    @Override
    public Value wire(Wiring wiring, List<Value> inputs) {
      return MoreFunctions.wire(
          "leaky-relu", wiring, inputs, size -> new LeakyOperation(size, slope));
    }
  }

  /** {@code x · tanh(softplus(x))} (Misra 2019). */
  public record Mish() implements Layer {
    @Override
    public Value wire(Wiring wiring, List<Value> inputs) {
      return MoreFunctions.wire("mish", wiring, inputs, MishOperation::new);
    }
  }

  /** {@code sin(x)}. */
  public record Sin() implements Layer {
    @Override
    public Value wire(Wiring wiring, List<Value> inputs) {
      return MoreFunctions.wire("sin", wiring, inputs, size -> new SineOperation(size, 0));
    }
  }

  private static Value wire(
      String name, Wiring wiring, List<Value> inputs, IntFunction<Operation> operation) {
    Value x = Layer.one(name, inputs);
    return wiring.add(operation.apply(x.shape().size()), x.shape(), x);
  }

  /** Makes {@code elu} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class EluFactory extends LayerOf<Elu> {
    /** For the service loader. */
    public EluFactory() {
      super("elu", "x above 0, alpha (exp(x) - 1) elsewhere.", Elu.class);
    }
  }

  /** Makes {@code leaky-relu} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class LeakyReluFactory extends LayerOf<LeakyRelu> {
    /** For the service loader. */
    public LeakyReluFactory() {
      super("leaky-relu", "x above 0, slope · x elsewhere.", LeakyRelu.class);
    }
  }

  /** Makes {@code mish} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class MishFactory extends LayerOf<Mish> {
    /** For the service loader. */
    public MishFactory() {
      super("mish", "x · tanh(softplus(x)).", Mish.class);
    }
  }

  /** Makes {@code sin} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class SinFactory extends LayerOf<Sin> {
    /** For the service loader. */
    public SinFactory() {
      super("sin", "The sine.", Sin.class);
    }
  }
}
