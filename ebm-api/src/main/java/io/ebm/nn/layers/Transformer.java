package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transformer blocks one after the other, and where their norms come first a norm behind them.
 * Tensors as PyTorch's {@code TransformerEncoder} names them, {@code layers.0.…} and {@code norm}.
 */
public record Transformer(
    @Setting(value = "2", doc = "How many blocks, at least 1.") int blocks,
    @Setting(value = "4", doc = "How many heads attention has; they divide the channels.")
        int heads,
    @Setting(doc = "Units of the perceptrons; left out, four times the channels.")
        @Nullable Integer hidden,
    @Setting(value = "\"gelu\"", doc = "The function of the perceptrons.") Layer activation,
    @Setting(value = "false", doc = "Whether a token sees itself and those before it alone.")
        boolean causal,
    @Setting(value = "false", doc = "Whether attention has rotary positions.") boolean rotary,
    @Setting(doc = "Which of the conditions is seen by cross-attention; left out, none.")
        @Nullable Integer context,
    @Setting(doc = "Which of the conditions masks the tokens: 0 for those that are hidden.")
        @Nullable Integer mask,
    @Setting(
            value = "true",
            doc = "Whether norms stand before what is gone round; if not, behind the sums.")
        boolean normFirst)
    implements Layer {

  /** Checks the number of blocks; the others are the blocks' own. */
  public Transformer {
    Checks.atLeast("blocks", blocks, 1);
    new TransformerBlock(heads, hidden, activation, causal, rotary, context, mask, normFirst);
  }

  /** With the defaults of the other settings. */
  public Transformer(int blocks, int heads) {
    this(blocks, heads, null, new Functions.Gelu(), false, false, null, null, true);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Layer block =
        new TransformerBlock(heads, hidden, activation, causal, rotary, context, mask, normFirst);
    Value x = wiring.wireInTurn("layers", Collections.nCopies(blocks, block), inputs);
    return normFirst ? wiring.wire("norm", new LayerNorm(), List.of(x)) : x;
  }

  /** Makes {@code transformer} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Transformer> {
    /** For the service loader. */
    public Factory() {
      super("transformer", "Transformer blocks one after the other.", Transformer.class);
    }
  }
}
