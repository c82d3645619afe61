package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Start;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds a vector to each token by its position, from 0 in every state: learned, or {@code sin(p /
 * 10000 ^ (2 i / channels))} in channel {@code 2 i} and the cosine in the next (Vaswani et al.
 * 2017, section 3.5). A learned one has the tensor {@code weight} [most, channels].
 */
public record Positions(
    @Setting(value = "\"learned\"", doc = "Whether vectors are learned, or sinusoidal.") Kind kind,
    @Setting(
            doc =
                "For how many positions vectors are learned, at least as many as a state may have;"
                    + " left out, so many.")
        @Nullable Integer most,
    @Setting(value = "0.02", doc = "The standard deviation that learned vectors begin with.")
        double scale)
    implements Layer {

  /** Where the vectors come from. */
  public enum Kind {
    /** They are parameters. */
    LEARNED,
    /** They are waves of many lengths. */
    SINUSOIDAL
  }

  /** Checks the values. */
  public Positions {
    if (most != null) {
      Checks.atLeast("most", most, 1);
      Checks.that(kind == Kind.LEARNED, "most", "is for learned positions; others have no end");
    }
    Checks.notNegative("scale", scale);
  }

  /** With the defaults of the other settings. */
  public Positions(Kind kind) {
    this(kind, null, 0.02);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("positions", inputs);
    if (x.shape().rank() < 2) {
      throw new IllegalArgumentException(
          "positions takes tokens, as [channels, length], not " + x.shape());
    }
    Value tokens = wiring.packed(x);
    int channels = x.shape().channels();
    int length = tokens.shape().extent(1);
    int held = most == null ? length : most;
    if (held < length) {
      throw new IllegalArgumentException(
          "positions has vectors for %d, and %s has up to %d".formatted(held, x.shape(), length));
    }
    PositionsOperation operation =
        kind == Kind.SINUSOIDAL
            ? PositionsOperation.sinusoidal(channels, length)
            : PositionsOperation.learned(
                channels, wiring.elementwise("weight", Start.normal(scale, 1), held, channels));
    return wiring.add(operation, tokens.shape(), tokens);
  }

  /** Makes {@code positions} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Positions> {
    /** For the service loader. */
    public Factory() {
      super("positions", "Adds a vector to each token by its position.", Positions.class);
    }
  }
}
