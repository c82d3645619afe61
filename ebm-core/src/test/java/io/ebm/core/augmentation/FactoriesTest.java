package io.ebm.core.augmentation;

import io.ebm.api.Factory;
import io.ebm.testkit.FactoryConformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The settings of every augmentation. */
class FactoriesTest {

  private abstract static class Case extends FactoryConformance {
    private final Factory<?> factory;
    private final Map<String, ?> required;
    private final List<Bad> bad;

    Case(Factory<?> factory, Map<String, ?> required, Bad... bad) {
      this.factory = factory;
      this.required = required;
      this.bad = List.of(bad);
    }

    @Override
    protected Factory<?> factory() {
      return factory;
    }

    @Override
    protected Map<String, ?> required() {
      return required;
    }

    @Override
    protected List<Bad> bad() {
      return bad;
    }
  }

  @Nested
  class OfShift extends Case {
    OfShift() {
      super(
          new ShiftFactory(),
          Map.of(),
          new Bad("pixels", 0),
          new Bad("fill", 1e39),
          new Bad("probability", 2.0));
    }
  }

  @Nested
  class OfCrop extends Case {
    OfCrop() {
      super(
          new CropFactory(),
          Map.of(),
          new Bad("least", 0.0),
          new Bad("least", 1.1),
          new Bad("most", 1.1),
          new Bad("most", 0.4),
          new Bad("aspect", 0.9),
          new Bad("aspect", Double.NaN),
          new Bad("probability", -0.1));
    }
  }

  @Nested
  class OfFlip extends Case {
    OfFlip() {
      super(new FlipFactory(), Map.of(), new Bad("probability", Double.NaN));
    }
  }

  @Nested
  class OfRotate extends Case {
    OfRotate() {
      super(
          new RotateFactory(),
          Map.of(),
          new Bad("degrees", 0.0),
          new Bad("degrees", 181.0),
          new Bad("fill", Double.NaN),
          new Bad("probability", 2.0));
    }
  }

  @Nested
  class OfNoise extends Case {
    OfNoise() {
      super(
          new NoiseFactory(),
          Map.of(),
          new Bad("sd", 0.0),
          new Bad("low", Double.NaN),
          new Bad("high", Double.POSITIVE_INFINITY),
          new Bad("probability", 2.0));
    }
  }

  @Nested
  class OfCutOut extends Case {
    OfCutOut() {
      super(
          new CutOutFactory(),
          Map.of("size", 3),
          new Bad("size", 0),
          new Bad("fill", Double.NaN),
          new Bad("probability", 2.0));
    }
  }

  @Nested
  class OfColour extends Case {
    OfColour() {
      super(
          new ColourFactory(),
          Map.of(),
          new Bad("brightness", 1.1),
          new Bad("contrast", -0.1),
          new Bad("saturation", 1.1),
          new Bad("hue", 0.6),
          new Bad("low", Double.NaN),
          new Bad("high", 0.0),
          new Bad("probability", 2.0));
    }
  }

  @Nested
  class OfGrey extends Case {
    OfGrey() {
      super(new GreyFactory(), Map.of(), new Bad("probability", 2.0));
    }
  }

  @Nested
  class OfTokenDropout extends Case {
    OfTokenDropout() {
      super(
          new TokenDropoutFactory(),
          Map.of(),
          new Bad("probability", 1.1),
          new Bad("probability", 0.0),
          new Bad("label", -1),
          new Bad("deletion", -0.1));
    }
  }
}
