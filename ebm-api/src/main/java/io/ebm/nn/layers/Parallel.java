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
 * Layers side by side on the same input, and a layer that makes one value of theirs.
 *
 * @param branches the layers; a branch of several is a sequence
 * @param join what makes one value of theirs
 */
public record Parallel(
    @Setting(doc = "The layers side by side; a branch of several is a sequence.")
        List<Layer> branches,
    @Setting(value = "\"concat\"", doc = "What makes one of theirs: concat, add or multiply.")
        Layer join)
    implements Layer {

  /** Copies the list, and requires a layer. */
  public Parallel {
    branches = List.copyOf(branches);
    Checks.that(!branches.isEmpty(), "branches", "must have at least one layer");
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    return wiring.wire("join", join, wiring.wireAll("branches", branches, inputs));
  }

  /** Makes {@code parallel} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Parallel> {
    /** For the service loader. */
    public Factory() {
      super("parallel", "Layers side by side on one input, joined.", Parallel.class);
    }
  }
}
