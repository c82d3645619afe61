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
 * What enters the network beside the state, as it is; as a branch of a {@code parallel}, say. What
 * the layer is applied to does not matter.
 */
public record Condition(
    @Setting(value = "0", doc = "Which of the conditions, counted from 0.") int index)
    implements Layer {

  /** Checks the value. */
  public Condition {
    Checks.atLeast("index", index, 0);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    return wiring.condition(index);
  }

  /** Makes {@code condition} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Condition> {
    /** For the service loader. */
    public Factory() {
      super("condition", "What enters the network beside the state.", Condition.class);
    }
  }
}
