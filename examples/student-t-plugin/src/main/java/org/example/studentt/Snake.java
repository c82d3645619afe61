package org.example.studentt;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.PointwiseOperation;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * A layer: {@code y = x + sin²(f x) / f}, number by number, for what repeats itself (Ziyin, Hartwig
 * and Ueda 2020, "Neural networks fail to learn periodic functions and how to fix it").
 */
public record Snake(@Setting(value = "1", doc = "The frequency f, above 0.") double frequency)
    implements Layer {

  /** Checks the value. */
  public Snake {
    Checks.positive("frequency", frequency);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("snake", inputs);
    return wiring.add(new Operation(x.shape().size(), frequency), x.shape(), x);
  }

  /** {@code y' = 1 + sin(2 f x)}, {@code y'' = 2 f cos(2 f x)}, {@code y''' = -4 f² sin(2 f x)}. */
  private static final class Operation extends PointwiseOperation {
    private final double f;

    Operation(int size, double f) {
      super(size);
      this.f = f;
    }

    @Override
    protected void compute(
        int n, float[] parameters, float[] memory, int x, int y, int derivatives, int kept) {
      int count = size() * n;
      for (int i = 0; i < count; i++) {
        double sine = Math.sin(f * memory[x + i]);
        double slope = Math.sin(2 * f * memory[x + i]);
        memory[y + i] = (float) (memory[x + i] + sine * sine / f);
        if (derivatives >= 1) {
          memory[kept + i] = (float) (1 + slope);
        }
        if (derivatives >= 2) {
          memory[kept + count + i] = (float) (2 * f * Math.cos(2 * f * memory[x + i]));
        }
        if (derivatives >= 3) {
          memory[kept + 2 * count + i] = (float) (-4 * f * f * slope);
        }
      }
    }
  }
}
