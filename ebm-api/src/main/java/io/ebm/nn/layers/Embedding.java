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
import java.util.List;

/**
 * A learned vector for each class: of one class {@code [1]} a vector {@code [dim]}, of several
 * {@code [classes]} vectors one behind the other, {@code [classes, dim]}. Classes are whole numbers
 * from 0; another number is an {@link IllegalArgumentException} when the network is run. Of packed
 * classes it is a vector at each position, and so it is of states that enter as a unit for each
 * class, {@code [levels, sites]}, which can have slopes. Tensor {@code weight} [levels, dim].
 */
public record Embedding(
    @Setting(
            value = "0",
            doc = "How many classes there are; 0 for as many as the data have labels.")
        int levels,
    @Setting(doc = "The numbers of a vector, at least 1.") int dim,
    @Setting(value = "1", doc = "The standard deviation that the vectors begin with.") double scale)
    implements Layer {

  /** Checks the values. */
  public Embedding {
    Checks.atLeast("levels", levels, 0);
    Checks.atLeast("dim", dim, 1);
    Checks.notNegative("scale", scale);
  }

  /** With the default scale. */
  public Embedding(int levels, int dim) {
    this(levels, dim, 1);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("embedding", inputs);
    Shape shape = x.shape();
    boolean isTable = shape.rank() == 2 && !(shape.isPacked() && shape.channels() == 1);
    int told = isTable ? shape.channels() : shape.axis() == null ? 0 : shape.axis().labels();
    int count = levels == 0 ? told : levels;
    boolean byUnits = isTable && shape.channels() == count;
    if (count == 0) {
      throw new IllegalArgumentException(
          "embedding needs its 'levels' here, as "
              + shape
              + " does not tell how many labels it has");
    }
    if (!byUnits && (shape.isPacked() ? shape.channels() > 1 : shape.rank() > 1)) {
      throw new IllegalArgumentException(
          "embedding of %d levels takes [classes], [1, positions] that are packed, or [%d, positions],"
                  .formatted(count, count)
              + " not "
              + shape);
    }
    if (!byUnits && told > count) {
      throw new IllegalArgumentException(
          "embedding of %d levels takes labels from 0 to %d, and the data have them from 0 to %d"
              .formatted(count, count - 1, told - 1));
    }
    int weight = wiring.elementwise("weight", Start.normal(scale, 1), count, dim);
    if (byUnits) {
      Value units = wiring.packed(x);
      return wiring.add(
          new TableOperation(count, dim, weight), units.shape().withChannels(dim), units);
    }
    if (x.shape().isPacked()) {
      return wiring.add(
          new EmbeddingOperation(1, count, dim, weight), x.shape().withChannels(dim), x);
    }
    int classes = x.shape().size();
    return wiring.add(
        new EmbeddingOperation(classes, count, dim, weight),
        classes == 1 ? Shape.of(dim) : Shape.of(classes, dim),
        x);
  }

  /** Makes {@code embedding} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Embedding> {
    /** For the service loader. */
    public Factory() {
      super("embedding", "A learned vector for each class.", Embedding.class);
    }
  }
}
