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
 * {@code y = x (1 + γ) + β}, channel by channel, where layers make {@code γ} and {@code β} of a
 * condition (Perez et al. 2018, "FiLM: visual reasoning with a general conditioning layer").
 *
 * @param layers give twice as many numbers as the input has channels: factors, then shifts
 * @param index which condition they are applied to, from 0
 */
public record Film(
    @Setting(
            doc =
                "What makes factors and shifts of the condition: twice as many numbers as there are"
                    + " channels.")
        List<Layer> layers,
    @Setting(value = "0", doc = "Which of the conditions, counted from 0.") int index)
    implements Layer {

  /** Copies the list and checks the index. */
  public Film {
    layers = List.copyOf(layers);
    Checks.atLeast("index", index, 0);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("film", inputs);
    Value made = wiring.wireInTurn("layers", layers, List.of(wiring.condition(index)));
    int channels = x.shape().channels();
    if (made.shape().size() != 2 * channels) {
      throw new IllegalArgumentException(
          "film has layers that give "
              + made.shape()
              + ", and "
              + x.shape()
              + " takes "
              + 2 * channels
              + " numbers: a factor and a shift for each channel");
    }
    Value both = Packed.spread(wiring, made.as(Shape.of(2 * channels)), x);
    return wiring.add(new FilmOperation(channels, x.shape().positions()), x.shape(), x, both);
  }

  /** Makes {@code film} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Film> {
    /** For the service loader. */
    public Factory() {
      super("film", "Channels scaled and shifted by what is made of a condition.", Film.class);
    }
  }
}
