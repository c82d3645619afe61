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
 * Sines and cosines of one number {@code t}, as a time or a noise level: {@code sin(f_i t)}, then
 * {@code cos(f_i t)}, with {@code f_i = maxPeriod^(-2 i / dim)} for i from 0 to {@code dim / 2 - 1}
 * (Vaswani et al. 2017, "Attention is all you need", section 3.5).
 *
 * @param dim even
 */
public record TimeEmbedding(
    @Setting(doc = "How many numbers it gives: an even one, at least 2.") int dim,
    @Setting(value = "10000", doc = "The longest period, divided by 2π; above 1.") double maxPeriod)
    implements Layer {

  /** Checks the values. */
  public TimeEmbedding {
    Checks.that(dim >= 2 && dim % 2 == 0, "dim", "must be even and at least 2, but is " + dim);
    Checks.that(
        maxPeriod > 1 && Double.isFinite(maxPeriod),
        "maxPeriod",
        "must be above 1, but is " + maxPeriod);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value t = Layer.one("time-embedding", inputs);
    if (t.shape().size() != 1) {
      throw new IllegalArgumentException("time-embedding takes one number, not " + t.shape());
    }
    float[][] frequencies = new float[dim / 2][1];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i][0] = (float) Math.pow(maxPeriod, -2.0 * i / dim);
    }
    return Waves.wire(wiring, t, frequencies);
  }

  /** Makes {@code time-embedding} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<TimeEmbedding> {
    /** For the service loader. */
    public Factory() {
      super("time-embedding", "Sines and cosines of one number.", TimeEmbedding.class);
    }
  }
}
