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
 * Mean 0 and variance 1 over the channels of a group and their positions, then a factor and a bias
 * for each channel (Wu and He 2018, "Group normalization"). Tensors {@code weight} and {@code bias}
 * [channels].
 */
public record GroupNorm(
    @Setting(doc = "In how many groups the channels fall; it divides their number.") int groups,
    @Setting(value = "1e-5", doc = "Added to the variance, above 0.") double epsilon,
    @Setting(value = "true", doc = "Whether a factor and a bias are learned for each channel.")
        boolean affine)
    implements Layer {

  /** Checks the values. */
  public GroupNorm {
    Checks.atLeast("groups", groups, 1);
    Checks.positive("epsilon", epsilon);
  }

  /** With the defaults of the other settings. */
  public GroupNorm(int groups) {
    this(groups, 1e-5, true);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("group-norm", inputs);
    Packed.refuse("group-norm", x, "'layer-norm' works position by position");
    int channels = x.shape().channels();
    if (channels % groups != 0) {
      throw new IllegalArgumentException(
          "group-norm of %d groups takes a multiple of %d channels, not %s"
              .formatted(groups, groups, x.shape()));
    }
    int[] factors = affine ? new int[] {channels} : new int[0];
    return Norms.wire(wiring, x, groups, epsilon, true, true, factors);
  }

  /** Makes {@code group-norm} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<GroupNorm> {
    /** For the service loader. */
    public Factory() {
      super("group-norm", "Mean 0 and variance 1 over groups of channels.", GroupNorm.class);
    }
  }
}
