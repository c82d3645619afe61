package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Start;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head attention (Vaswani et al. 2017, section 3.2): each token becomes a weighted mean of
 * what it sees. Of one input a token sees all of its own state; of two, {@code parallel} with this
 * as its join, those of the first see those of the second; with {@code context}, those of a
 * condition. Tensors as PyTorch's {@code MultiheadAttention} names them: {@code in_proj_weight} [3
 * channels, channels], or {@code q_proj_weight}, {@code k_proj_weight} and {@code v_proj_weight} if
 * what is seen has other channels; {@code in_proj_bias} [3 channels]; {@code out_proj.weight}
 * [channels, channels]; {@code out_proj.bias}.
 *
 * <p>What it takes of memory grows with the number of tokens, not its square.
 */
public record Attention(
    @Setting(value = "1", doc = "How many heads; they divide the channels.") int heads,
    @Setting(value = "false", doc = "Whether a token sees itself and those before it alone.")
        boolean causal,
    @Setting(
            value = "false",
            doc = "Whether queries and keys are turned by their positions: rotary positions.")
        boolean rotary,
    @Setting(doc = "Which of the conditions is seen, counted from 0; left out, none.")
        @Nullable Integer context,
    @Setting(
            doc =
                "Which of the conditions masks what is seen: a number for each of its positions, 0"
                    + " for those that are hidden; left out, nothing is hidden.")
        @Nullable Integer mask,
    @Setting(value = "true", doc = "Whether biases are added.") boolean bias)
    implements Layer {

  /**
   * Below its place a layer of attention {@link Wiring#show shows} its weights: {@code [heads ·
   * keys, queries]}; where heads times keys are not too many for pictures.
   */
  public static final String WEIGHTS = "weights";

  private static final int MOST_SHOWN = 4096;

  /** Checks the values. */
  public Attention {
    Checks.atLeast("heads", heads, 1);
    if (context != null) {
      Checks.atLeast("context", context, 0);
    }
    if (mask != null) {
      Checks.atLeast("mask", mask, 0);
    }
    Checks.that(!causal || context == null, "causal", "is for tokens that see their own state");
  }

  /** Of tokens that see all of their own state. */
  public Attention(int heads) {
    this(heads, false, false, null, null, true);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    boolean joins = inputs.size() == 2 && context == null;
    Value x = joins ? inputs.get(0) : Layer.one("attention", inputs);
    boolean isSelf = !joins && context == null;
    Value seen = context != null ? wiring.condition(context) : inputs.get(inputs.size() - 1);
    requireTokens(x);
    requireTokens(seen);
    int channels = x.shape().channels();
    if (channels % heads != 0) {
      throw new IllegalArgumentException(
          "attention of %d heads takes a multiple of %d channels, not %s"
              .formatted(heads, heads, x.shape()));
    }
    if (rotary && channels / heads % 2 != 0) {
      throw new IllegalArgumentException(
          "attention that is rotary takes heads of an even number of channels, not %d of %d"
              .formatted(heads, channels / heads));
    }
    if (causal && !isSelf) {
      throw new IllegalArgumentException(
          "attention that is causal takes one input, whose tokens see those before them");
    }
    Value tokens = wiring.packed(x);
    Value memory = isSelf ? tokens : wiring.packed(seen);
    Projections projections = projections(wiring, channels, memory.shape().channels());
    if (isSelf) {
      Value all = projections.of(wiring, tokens, 0, 3);
      all = rotary ? turned(wiring, all, 2 * channels, channels) : all;
      return result(wiring, channels, true, all, all);
    }
    Value queries = projections.of(wiring, tokens, 0, 1);
    Value keys = projections.of(wiring, memory, 1, 2);
    if (rotary) {
      queries = turned(wiring, queries, channels, channels);
      keys = turned(wiring, keys, channels, channels);
    }
    return result(wiring, channels, false, queries, keys);
  }

  private static void requireTokens(Value value) {
    if (value.shape().rank() < 2) {
      throw new IllegalArgumentException(
          "attention takes tokens, as [channels, length], not " + value.shape());
    }
  }

  private Value turned(Wiring wiring, Value value, int rows, int channels) {
    int most = value.shape().extent(1);
    RotaryOperation operation =
        new RotaryOperation(value.shape().channels(), rows, channels / heads, most);
    return wiring.add(operation, value.shape(), value);
  }

  private Value result(Wiring wiring, int channels, boolean isSelf, Value queries, Value keys) {
    int size = channels / heads;
    AttentionOperation operation =
        new AttentionOperation(
            heads, size, size, isSelf, causal, mask != null, keys.shape().extent(1));
    Shape out = queries.shape().withChannels(channels);
    List<Value> read = new ArrayList<>(isSelf ? List.of(queries) : List.of(queries, keys));
    if (mask != null) {
      read.add(mask(wiring, mask, keys));
    }
    Value[] all = read.toArray(Value[]::new);
    int most = keys.shape().extent(1);
    if ((long) heads * most <= MOST_SHOWN) {
      Shape weights = queries.shape().withChannels(heads * most);
      wiring.show(WEIGHTS, new AttentionWeights(operation, most), weights, all);
    }
    Value seen = wiring.add(operation, out, all);
    int weight =
        wiring.parameter(
            "out_proj.weight",
            Initialiser.XAVIER_UNIFORM.start(channels, channels, 1),
            channels,
            channels);
    int biases = bias ? wiring.parameter("out_proj.bias", Start.zero(), channels) : -1;
    return wiring.add(new DenseOperation(channels, channels, 1, weight, biases, true), out, seen);
  }

  private static Value mask(Wiring wiring, int index, Value keys) {
    Value hidden = wiring.condition(index);
    int length = keys.shape().extent(1);
    int found = hidden.shape().isPacked() ? hidden.shape().extent(1) : hidden.shape().size();
    if ((hidden.shape().isPacked() && hidden.shape().channels() > 1) || found != length) {
      throw new IllegalArgumentException(
          "attention has a mask of %s, and takes a number for each of %d positions"
              .formatted(hidden.shape(), length));
    }
    return hidden.shape().isPacked()
        ? hidden
        : wiring.packed(hidden.as(Shape.of(1, hidden.shape().size())));
  }

  /**
   * The tensors that make queries, keys and values, each of {@code channels} rows; those of keys
   * and values lie one behind the other.
   */
  private record Projections(int channels, List<Integer> weights, int bias) {

    /** So many of them of a value, one behind the other. */
    Value of(Wiring wiring, Value value, int first, int count) {
      int in = value.shape().channels();
      int rows = count * channels;
      int biases = bias < 0 ? -1 : bias + first * channels;
      return wiring.add(
          new DenseOperation(in, rows, 1, weights.get(first), biases, true),
          value.shape().withChannels(rows),
          value);
    }
  }

  private Projections projections(Wiring wiring, int channels, int seen) {
    List<Integer> weights = new ArrayList<>();
    if (seen == channels) {
      Start start = Initialiser.XAVIER_UNIFORM.start(channels, 3 * channels, 1);
      int begin = wiring.parameter("in_proj_weight", start, 3 * channels, channels);
      for (int i = 0; i < 3; i++) {
        weights.add(begin + i * channels * channels);
      }
    } else {
      String[] names = {"q_proj_weight", "k_proj_weight", "v_proj_weight"};
      for (int i = 0; i < 3; i++) {
        int in = i == 0 ? channels : seen;
        Start start = Initialiser.XAVIER_UNIFORM.start(in, channels, 1);
        weights.add(wiring.parameter(names[i], start, channels, in));
      }
    }
    int biases = bias ? wiring.parameter("in_proj_bias", Start.zero(), 3 * channels) : -1;
    return new Projections(channels, weights, biases);
  }

  /** Makes {@code attention} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Attention> {
    /** For the service loader. */
    public Factory() {
      super(
          "attention",
          "Multi-head attention of tokens to their own or to others.",
          Attention.class);
    }
  }
}
