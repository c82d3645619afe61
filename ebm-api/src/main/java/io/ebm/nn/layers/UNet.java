package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A U-Net that is told the noise (Ronneberger, Fischer and Brox 2015; Ho, Jain and Abbeel 2020):
 * from level to level images halve and channels change, and on the way up what each level had comes
 * beside. Each block is {@code norm, activation, conv, film, norm, activation, conv} with a way
 * round; the film looks at noise and class. The last convolution begins at zero.
 *
 * @param channels of each level, from the whole image down
 * @param blocks residual blocks of a level, down and up each
 * @param groups of the norms
 * @param embedding the width of the vector that is made of noise and class
 * @param classes whether condition 1, the class, enters too
 * @param activation between all
 * @param outputs channels that come out, or null for as many as the image has
 */
public record UNet(
    @Setting(value = "[16, 32, 64]", doc = "The channels of each level; images halve in between.")
        List<Integer> channels,
    @Setting(value = "1", doc = "Residual blocks of a level, on the way down and on the way up.")
        int blocks,
    @Setting(value = "8", doc = "In how many groups 'group-norm' takes the channels.") int groups,
    @Setting(value = "64", doc = TimeVector.EMBEDDING) int embedding,
    @Setting(value = "false", doc = TimeVector.CLASSES) boolean classes,
    @Setting(value = "\"silu\"", doc = "The activation.") Layer activation,
    @Setting(doc = "The channels that come out; left out, as many as the image has.")
        @Nullable Integer outputs)
    implements Layer {

  /** Checks the values. */
  public UNet {
    channels = Presets.positive("channels", channels);
    Checks.atLeast("blocks", blocks, 1);
    Presets.checkGroups(groups, channels);
    TimeVector.check(embedding);
    Presets.checkOutputs(outputs);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("unet", inputs, "channels, height, width");
    int factor = 1 << (channels.size() - 1);
    int height = x.shape().extent(1);
    int width = x.shape().extent(2);
    if (height % factor != 0 || width % factor != 0) {
      throw new IllegalArgumentException(
          "unet halves images "
              + (channels.size() - 1)
              + " times, and "
              + x.shape()
              + " cannot be: height and width must be multiples of "
              + factor);
    }
    Value time = TimeVector.wire(wiring, embedding, classes, activation);
    Conv2d first = Presets.convolution(channels.get(0), 3, 1, null, false);
    Value value = wiring.wire("first", first, List.of(x));
    value = level(wiring, 0, value, time);
    List<Layer> last = new ArrayList<>(List.of(new GroupNorm(groups), activation));
    int out = outputs == null ? x.shape().channels() : outputs;
    last.add(Presets.convolution(out, 3, 1, null, true));
    return wiring.wireInTurn("last", last, List.of(value));
  }

  private Value level(Wiring wiring, int level, Value x, Value time) {
    String name = "level" + level + ".";
    int width = channels.get(level);
    Value value = x;
    for (int i = 0; i < blocks; i++) {
      value = block(wiring, name + "down" + i, value, width, time);
    }
    if (level + 1 == channels.size()) {
      return block(wiring, name + "middle", value, width, time);
    }
    Conv2d down = Presets.convolution(channels.get(level + 1), 3, 2, null, false);
    Value lower = wiring.wire(name + "halved", down, List.of(value));
    lower = level(wiring, level + 1, lower, time);
    List<Layer> up =
        List.of(
            new Upsample(2, Upsample.Mode.NEAREST), Presets.convolution(width, 3, 1, null, false));
    lower = wiring.wireInTurn(name + "doubled", up, List.of(lower));
    value = new Concat().wire(wiring, List.of(value, lower));
    for (int i = 0; i < blocks; i++) {
      value = block(wiring, name + "up" + i, value, width, time);
    }
    return value;
  }

  private Value block(Wiring wiring, String name, Value x, int width, Value time) {
    int from = x.shape().channels();
    List<Layer> before =
        List.of(new GroupNorm(groups), activation, Presets.convolution(width, 3, 1, null, false));
    Value value = wiring.wireInTurn(name + ".before", before, List.of(x));
    Layer dense = new Dense(2 * width, true, Initialiser.ZERO, 1);
    Value told = wiring.wire(name + ".film", dense, List.of(time));
    value = wiring.wire(name + ".norm", new GroupNorm(groups), List.of(value));
    value =
        wiring.add(new FilmOperation(width, value.shape().positions()), value.shape(), value, told);
    List<Layer> after = List.of(activation, Presets.convolution(width, 3, 1, null, true));
    value = wiring.wireInTurn(name + ".after", after, List.of(value));
    Value round =
        from == width
            ? x
            : wiring.wire(
                name + ".round", Presets.convolution(width, 1, 1, null, false), List.of(x));
    return new Add().wire(wiring, List.of(round, value));
  }

  /** Makes {@code unet} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<UNet> {
    /** For the service loader. */
    public Factory() {
      super("unet", "A U-Net for images that is told the noise.", UNet.class);
    }
  }
}
