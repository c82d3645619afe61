package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Setting;
import io.ebm.api.Sizes;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * The matrix products of two values, channel by channel: {@code [channels, m, k]} times {@code
 * [channels, k, n]} gives {@code [channels, m, n]}. What lies in the rows of a channel is joined
 * with all that lies in its columns, as in bilinear pooling (Lin, RoyChowdhury and Maji 2015); as
 * the {@code join} of a {@code parallel}, in the main.
 *
 * @param transposeFirst whether the first enters transposed: {@code [channels, k, m]}
 * @param transposeSecond whether the second enters transposed: {@code [channels, n, k]}
 */
public record MatrixProduct(
    @Setting(value = "false", doc = "Whether the first value enters transposed.")
        boolean transposeFirst,
    @Setting(value = "false", doc = "Whether the second value enters transposed.")
        boolean transposeSecond)
    implements Layer {

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    if (inputs.size() != 2) {
      throw new IllegalArgumentException(
          "matrix-product takes two inputs, not " + inputs.size() + "; 'parallel' gives them");
    }
    Shape first = inputs.get(0).shape();
    Shape second = inputs.get(1).shape();
    boolean areMatrices =
        !first.isPacked() && !second.isPacked() && first.rank() == 3 && second.rank() == 3;
    if (!areMatrices
        || first.channels() != second.channels()
        || first.extent(transposeFirst ? 1 : 2) != second.extent(transposeSecond ? 2 : 1)) {
      throw new IllegalArgumentException(
          "matrix-product takes "
              + (transposeFirst ? "[channels, k, m]" : "[channels, m, k]")
              + " and "
              + (transposeSecond ? "[channels, n, k]" : "[channels, k, n]")
              + ", not "
              + Joined.shapes(inputs));
    }
    int rows = first.extent(transposeFirst ? 2 : 1);
    int inner = first.extent(transposeFirst ? 1 : 2);
    int columns = second.extent(transposeSecond ? 1 : 2);
    Sizes.product("a matrix product", first.channels(), rows, inner, columns);
    return wiring.add(
        new MatrixProductOperation(
            first.channels(), rows, inner, columns, transposeFirst, transposeSecond),
        Shape.of(first.channels(), rows, columns),
        inputs.get(0),
        inputs.get(1));
  }

  /** Makes {@code matrix-product} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<MatrixProduct> {
    /** For the service loader. */
    public Factory() {
      super(
          "matrix-product",
          "The matrix products of two values, channel by channel.",
          MatrixProduct.class);
    }
  }
}
