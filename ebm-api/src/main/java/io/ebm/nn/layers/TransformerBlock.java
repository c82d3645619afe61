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
import org.jspecify.annotations.Nullable;

/**
 * Attention and a perceptron of each token, both with a way round them (Vaswani et al. 2017,
 * section 3), and a norm before each (Xiong et al. 2020, "On layer normalization in the transformer
 * architecture"):
 *
 * <pre>{@code
 * x = x + attention(norm1(x)),    x = x + cross(norm2(x)) if there is a context,
 * x = x + linear2(activation(linear1(norm(x))))
 * }</pre>
 *
 * Tensors as PyTorch's {@code TransformerEncoderLayer} names them, and with a context as its {@code
 * TransformerDecoderLayer} does.
 */
public record TransformerBlock(
    @Setting(value = "4", doc = "How many heads attention has; they divide the channels.")
        int heads,
    @Setting(doc = "Units of the perceptron; left out, four times the channels.")
        @Nullable Integer hidden,
    @Setting(value = "\"gelu\"", doc = "The function of the perceptron.") Layer activation,
    @Setting(value = "false", doc = "Whether a token sees itself and those before it alone.")
        boolean causal,
    @Setting(value = "false", doc = "Whether attention has rotary positions.") boolean rotary,
    @Setting(doc = "Which of the conditions is seen by cross-attention; left out, none.")
        @Nullable Integer context,
    @Setting(doc = "Which of the conditions masks the tokens: 0 for those that are hidden.")
        @Nullable Integer mask,
    @Setting(
            value = "true",
            doc = "Whether norms stand before what is gone round; if not, behind the sum.")
        boolean normFirst)
    implements Layer {

  /** Checks the values. */
  public TransformerBlock {
    Checks.atLeast("heads", heads, 1);
    if (hidden != null) {
      Checks.atLeast("hidden", hidden, 1);
    }
  }

  /** With the defaults of the other settings. */
  public TransformerBlock(int heads) {
    this(heads, null, new Functions.Gelu(), false, false, null, null, true);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("transformer-block", inputs);
    if (x.shape().rank() < 2) {
      throw new IllegalArgumentException(
          "transformer-block takes tokens, as [channels, length], not " + x.shape());
    }
    int channels = x.shape().channels();
    Attention own = new Attention(heads, causal, rotary, null, mask, true);
    Value value = around(wiring, "norm1", "self_attn", own, wiring.packed(x));
    String last = "norm2";
    if (context != null) {
      Attention cross = new Attention(heads, false, false, context, null, true);
      value = around(wiring, "norm2", "multihead_attn", cross, value);
      last = "norm3";
    }
    int units = hidden == null ? 4 * channels : hidden;
    Layer perceptron =
        (inner, of) -> {
          Value first = inner.wire("linear1", new Dense(units), of);
          Value act = inner.wire("activation", activation, List.of(first));
          return inner.wire("linear2", new Dense(channels), List.of(act));
        };
    return around(wiring, last, null, perceptron, value);
  }

  /** A layer with a norm and a way round it; without a name its tensors are the block's own. */
  private Value around(Wiring wiring, String norm, @Nullable String name, Layer layer, Value x) {
    Layer norms = new LayerNorm();
    Value begun = normFirst ? wiring.wire(norm, norms, List.of(x)) : x;
    Value made =
        name == null
            ? layer.wire(wiring, List.of(begun))
            : wiring.wire(name, layer, List.of(begun));
    Value sum = new Add().wire(wiring, List.of(x, made));
    return normFirst ? sum : wiring.wire(norm, norms, List.of(sum));
  }

  /** Makes {@code transformer-block} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<TransformerBlock> {
    /** For the service loader. */
    public Factory() {
      super(
          "transformer-block",
          "Attention and a perceptron, with ways round them.",
          TransformerBlock.class);
    }
  }
}
