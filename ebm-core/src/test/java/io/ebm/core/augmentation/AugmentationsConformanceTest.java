package io.ebm.core.augmentation;

import io.ebm.api.Augmentation;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Component;
import io.ebm.testkit.AugmentationConformance;
import io.ebm.testkit.Defaults;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The contract of every augmentation. */
class AugmentationsConformanceTest {

  private abstract static class Case extends AugmentationConformance {
    private final Component<Augmentation> augmentation;

    Case(AugmentationFactory<?> factory, Map<String, ?> given) {
      augmentation = Defaults.component(factory, given);
    }

    @Override
    protected Component<Augmentation> augmentation() {
      return augmentation;
    }
  }

  @Nested
  class OfShift extends Case {
    OfShift() {
      super(new ShiftFactory(), Map.of());
    }
  }

  @Nested
  class OfShiftWithZeros extends Case {
    OfShiftWithZeros() {
      super(new ShiftFactory(), Map.of("pixels", 4, "fill", 0.0, "probability", 0.5));
    }
  }

  @Nested
  class OfCrop extends Case {
    OfCrop() {
      super(new CropFactory(), Map.of("least", 0.1));
    }
  }

  @Nested
  class OfFlip extends Case {
    OfFlip() {
      super(new FlipFactory(), Map.of());
    }
  }

  @Nested
  class OfFlipUpsideDown extends Case {
    OfFlipUpsideDown() {
      super(new FlipFactory(), Map.of("axis", FlipFactory.Axis.VERTICAL, "probability", 1.0));
    }
  }

  @Nested
  class OfRotate extends Case {
    OfRotate() {
      super(new RotateFactory(), Map.of("degrees", 180.0));
    }
  }

  @Nested
  class OfRotateWithOnes extends Case {
    OfRotateWithOnes() {
      super(new RotateFactory(), Map.of("fill", 1.0));
    }
  }

  @Nested
  class OfNoise extends Case {
    OfNoise() {
      super(new NoiseFactory(), Map.of());
    }
  }

  @Nested
  class OfCutOut extends Case {
    OfCutOut() {
      super(new CutOutFactory(), Map.of("size", 4));
    }
  }

  @Nested
  class OfColour extends Case {
    OfColour() {
      super(new ColourFactory(), Map.of());
    }
  }

  @Nested
  class OfColourOfAllKinds extends Case {
    OfColourOfAllKinds() {
      super(
          new ColourFactory(),
          Map.of("brightness", 1.0, "contrast", 1.0, "saturation", 1.0, "hue", 0.5));
    }
  }

  @Nested
  class OfGrey extends Case {
    OfGrey() {
      super(new GreyFactory(), Map.of());
    }
  }

  @Nested
  class OfTokenDropout extends Case {
    OfTokenDropout() {
      super(new TokenDropoutFactory(), Map.of());
    }
  }

  @Nested
  class OfTokenDropoutThatDeletes extends Case {
    OfTokenDropoutThatDeletes() {
      super(new TokenDropoutFactory(), Map.of("probability", 0.3, "label", 2, "deletion", 0.5));
    }
  }

  @Nested
  class OfTokenDropoutThatDeletesAll extends Case {
    OfTokenDropoutThatDeletesAll() {
      super(new TokenDropoutFactory(), Map.of("probability", 0.0, "deletion", 1.0));
    }
  }
}
