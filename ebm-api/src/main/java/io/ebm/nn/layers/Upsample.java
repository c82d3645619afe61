package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * Images {@code factor} times as high and wide, channel by channel. Numbers are taken to stand in
 * the middle of a square each, as in PyTorch with {@code align_corners=False}.
 */
public record Upsample(
    @Setting(value = "2", doc = "How many times as high and wide, at least 1.") int factor,
    @Setting(value = "\"nearest\"", doc = "What stands between the numbers.") Mode mode)
    implements Layer {

  /** What stands between the numbers of the input. */
  public enum Mode {
    /** Copies of the nearest. */
    NEAREST,
    /** What changes linearly from number to number, along rows and along columns. */
    BILINEAR
  }

  /** Checks the values. */
  public Upsample {
    Checks.atLeast("factor", factor, 1);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("upsample", inputs, "channels, height, width");
    int height = x.shape().extent(1);
    int width = x.shape().extent(2);
    Shape out =
        Shape.of(
            x.shape().channels(),
            Extents.checked("upsample", (long) height * factor),
            Extents.checked("upsample", (long) width * factor));
    Layer.requireRoom("upsample", out);
    int[][] indices = new int[out.size()][];
    float[][] weights = new float[out.size()][];
    for (int o = 0; o < indices.length; o++) {
      int c = o / out.positions();
      Between row = between(o / out.extent(2) % out.extent(1), height);
      Between column = between(o % out.extent(2), width);
      int above = (c * height + row.low) * width;
      int below = (c * height + row.high) * width;
      indices[o] =
          new int[] {
            above + column.low, above + column.high, below + column.low, below + column.high
          };
      weights[o] =
          new float[] {
            (1 - row.share) * (1 - column.share),
            (1 - row.share) * column.share,
            row.share * (1 - column.share),
            row.share * column.share
          };
      if (mode == Mode.NEAREST) {
        indices[o] = new int[] {indices[o][0]};
        weights[o] = new float[] {1};
      }
    }
    return wiring.add(SparseOperation.of(x.shape().size(), indices, weights), out, x);
  }

  /** Two numbers of an axis, and the share of the second. */
  private record Between(int low, int high, float share) {}

  private Between between(int place, int size) {
    if (mode == Mode.NEAREST) {
      return new Between(place / factor, place / factor, 0);
    }
    double at = Math.max(0, (place + 0.5) / factor - 0.5);
    int low = Math.min((int) at, size - 1);
    return new Between(low, Math.min(low + 1, size - 1), (float) (at - low));
  }

  /** Makes {@code upsample} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Upsample> {
    /** For the service loader. */
    public Factory() {
      super("upsample", "Images some times as high and wide.", Upsample.class);
    }
  }
}
