package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.math.Activation;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/** The functions of one number that stand between layers, as layers of their own. */
public final class Functions {

  private Functions() {}

  /** {@link Activation#RELU}. */
  public record Relu() implements Layer {
    @Override
    public Value wire(Wiring wiring, List<Value> inputs) {
      return Functions.wire("relu", Activation.RELU, wiring, inputs);
    }
  }

  /** {@link Activation#SILU}. */
  public record Silu() implements Layer {
    @Override
    public Value wire(Wiring wiring, List<Value> inputs) {
      return Functions.wire("silu", Activation.SILU, wiring, inputs);
    }
  }

  /** {@link Activation#GELU}. */
  public record Gelu() implements Layer {
    @Override
    public Value wire(Wiring wiring, List<Value> inputs) {
      return Functions.wire("gelu", Activation.GELU, wiring, inputs);
    }
  }

  /** {@link Activation#TANH}. */
  public record Tanh() implements Layer {
    @Override
    public Value wire(Wiring wiring, List<Value> inputs) {
      return Functions.wire("tanh", Activation.TANH, wiring, inputs);
    }
  }

  /** {@link Activation#SIGMOID}. */
  public record Sigmoid() implements Layer {
    @Override
    public Value wire(Wiring wiring, List<Value> inputs) {
      return Functions.wire("sigmoid", Activation.SIGMOID, wiring, inputs);
    }
  }

  /** {@link Activation#SOFTPLUS}. */
  public record Softplus() implements Layer {
    @Override
    public Value wire(Wiring wiring, List<Value> inputs) {
      return Functions.wire("softplus", Activation.SOFTPLUS, wiring, inputs);
    }
  }

  /** The layer of an activation. */
  public static Layer of(Activation activation) {
    return switch (activation) {
      case RELU -> new Relu();
      case SILU -> new Silu();
      case GELU -> new Gelu();
      case TANH -> new Tanh();
      case SIGMOID -> new Sigmoid();
      case SOFTPLUS -> new Softplus();
    };
  }

  private static Value wire(String name, Activation activation, Wiring wiring, List<Value> inputs) {
    Value x = Layer.one(name, inputs);
    return wiring.add(new ActivationOperation(activation, x.shape().size()), x.shape(), x);
  }

  /** Makes {@code relu} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class ReluFactory extends LayerOf<Relu> {
    /** For the service loader. */
    public ReluFactory() {
      super("relu", "max(x, 0).", Relu.class);
    }
  }

  /** Makes {@code silu} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class SiluFactory extends LayerOf<Silu> {
    /** For the service loader. */
    public SiluFactory() {
      super("silu", "x · sigmoid(x), also called swish.", Silu.class);
    }
  }

  /** Makes {@code gelu} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class GeluFactory extends LayerOf<Gelu> {
    /** For the service loader. */
    public GeluFactory() {
      super("gelu", "x · Φ(x) with the normal distribution function.", Gelu.class);
    }
  }

  /** Makes {@code tanh} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class TanhFactory extends LayerOf<Tanh> {
    /** For the service loader. */
    public TanhFactory() {
      super("tanh", "The hyperbolic tangent.", Tanh.class);
    }
  }

  /** Makes {@code sigmoid} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class SigmoidFactory extends LayerOf<Sigmoid> {
    /** For the service loader. */
    public SigmoidFactory() {
      super("sigmoid", "1 / (1 + exp(-x)).", Sigmoid.class);
    }
  }

  /** Makes {@code softplus} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class SoftplusFactory extends LayerOf<Softplus> {
    /** For the service loader. */
    public SoftplusFactory() {
      super("softplus", "log(1 + exp(x)).", Softplus.class);
    }
  }
}
