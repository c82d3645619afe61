package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * Sines and cosines of random linear functions of features: {@code sin(2π b_i x)}, then {@code
 * cos(2π b_i x)}, with normal {@code b_i} that are drawn once from a seed and not learned (Tancik
 * et al. 2020, "Fourier features let networks learn high frequency functions").
 *
 * @param dim even
 */
public record FourierFeatures(
    @Setting(doc = "How many numbers it gives: an even one, at least 2.") int dim,
    @Setting(value = "1", doc = "The standard deviation of the frequencies, above 0.") double scale,
    @Setting(value = "0", doc = "What the frequencies are drawn from.") long seed)
    implements Layer {

  /** Checks the values. */
  public FourierFeatures {
    Checks.that(dim >= 2 && dim % 2 == 0, "dim", "must be even and at least 2, but is " + dim);
    Checks.positive("scale", scale);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("fourier-features", inputs, "features");
    Layer.requireRoom("fourier-features", Shape.of(dim));
    RandomStream random = RandomStream.of(seed).split("fourier-features");
    float[][] frequencies = new float[dim / 2][x.shape().size()];
    for (float[] row : frequencies) {
      random.fillGaussian(row, 0, row.length);
      for (int i = 0; i < row.length; i++) {
        row[i] *= (float) (2 * Math.PI * scale);
      }
    }
    return Waves.wire(wiring, x, frequencies);
  }

  /** Makes {@code fourier-features} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<FourierFeatures> {
    /** For the service loader. */
    public Factory() {
      super(
          "fourier-features",
          "Sines and cosines of random linear functions.",
          FourierFeatures.class);
    }
  }
}
