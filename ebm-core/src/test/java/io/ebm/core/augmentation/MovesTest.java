package io.ebm.core.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Augmentation;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Augmentations that move pixels, against what each pixel must be. */
class MovesTest {

  private static final StateSpace SQUARE = StateSpace.real(3, 3);
  private static final float[] NINE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

  private static Augmentation.Transform transform(
      AugmentationFactory<?> factory, StateSpace space, Map<String, ?> settings) {
    return Defaults.component(factory, settings).make(TestContext.of(1)).on(space);
  }

  private static float[] apply(Augmentation.Transform transform, float[] row, int stream) {
    Batch rows = Batch.of(row.clone(), row.length);
    transform.apply(rows, 0, RandomStream.of(stream));
    return rows.array();
  }

  private static float[] shifted(int down, int right, @Nullable Float fill) {
    float[] out = new float[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int row = i - down;
        int column = j - right;
        boolean inside = row >= 0 && row < 3 && column >= 0 && column < 3;
        out[3 * i + j] =
            inside || fill == null
                ? NINE[3 * Math.max(0, Math.min(2, row)) + Math.max(0, Math.min(2, column))]
                : fill;
      }
    }
    return out;
  }

  @Test
  void shiftMovesByEachWholeNumberOfPixels() {
    for (boolean edge : new boolean[] {true, false}) {
      Augmentation.Transform shift =
          transform(
              new ShiftFactory(),
              SQUARE,
              edge ? Map.of("pixels", 1) : Map.of("pixels", 1, "fill", -2.0));
      Set<String> expected = new HashSet<>();
      for (int down = -1; down <= 1; down++) {
        for (int right = -1; right <= 1; right++) {
          expected.add(Arrays.toString(shifted(down, right, edge ? null : -2f)));
        }
      }
      Set<String> seen = new HashSet<>();
      for (int stream = 0; stream < 200; stream++) {
        seen.add(Arrays.toString(apply(shift, NINE, stream)));
      }
      assertThat(seen).isEqualTo(expected);
    }
  }

  @Test
  void shiftMovesChannelsAlike() {
    Augmentation.Transform shift =
        transform(new ShiftFactory(), StateSpace.real(2, 3, 3), Map.of("pixels", 2));
    float[] both = Arrays.copyOf(NINE, 18);
    for (int k = 0; k < 9; k++) {
      both[9 + k] = 10 * NINE[k];
    }
    for (int stream = 0; stream < 20; stream++) {
      float[] moved = apply(shift, both, stream);
      for (int k = 0; k < 9; k++) {
        assertThat(moved[9 + k]).isEqualTo(10 * moved[k]);
      }
    }
  }

  @Test
  void flipMirrors() {
    float[] six = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    StateSpace space = StateSpace.real(2, 2, 3);
    assertThat(apply(transform(new FlipFactory(), space, Map.of("probability", 1.0)), six, 0))
        .containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10);
    assertThat(
            apply(
                transform(
                    new FlipFactory(),
                    space,
                    Map.of("axis", FlipFactory.Axis.VERTICAL, "probability", 1.0)),
                six,
                0))
        .containsExactly(4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9);
  }

  @Test
  void aProbabilityIsThatOfAChange() {
    Augmentation.Transform flip = transform(new FlipFactory(), SQUARE, Map.of("probability", 0.2));
    int changed = 0;
    for (int stream = 0; stream < 5000; stream++) {
      changed += apply(flip, NINE, stream)[0] == 3 ? 1 : 0;
    }
    // 1000 are expected, with a standard deviation of 28
    assertThat(changed).isBetween(860, 1140);
    Augmentation.Transform never = transform(new FlipFactory(), SQUARE, Map.of("probability", 0.0));
    assertThat(apply(never, NINE, 1)).isEqualTo(NINE);
  }

  private static float[] turned(StateSpace space, float[] image, double degrees) {
    ImageShape shape = ImageShape.of(space).orElseThrow();
    float[] out = image.clone();
    RotateFactory.turn(new Warp(space, shape, null), out, 0, shape, Math.toRadians(degrees));
    return out;
  }

  @Test
  void rotateTurnsAgainstTheClock() {
    float[] quarter = turned(SQUARE, NINE, 90);
    float[] expected = {3, 6, 9, 2, 5, 8, 1, 4, 7};
    for (int k = 0; k < 9; k++) {
      assertThat(quarter[k]).isCloseTo(expected[k], within(1e-5f));
    }
    StateSpace bits = StateSpace.binary(3, 3);
    float[] corner = {1, 0, 0, 0, 0, 0, 0, 0, 0};
    assertThat(turned(bits, corner, 90)).containsExactly(0, 0, 0, 0, 0, 0, 1, 0, 0);
    assertThat(turned(bits, corner, 20)).isEqualTo(corner);
  }

  /** Between pixels a plane is met exactly, wherever all four neighbours lie in the image. */
  @Test
  void rotateInterpolates() {
    int size = 9;
    StateSpace space = StateSpace.real(size, size);
    float[] plane = new float[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        plane[i * size + j] = 2 + 3 * i - 5 * j;
      }
    }
    double angle = 31;
    float[] turned = turned(space, plane, angle);
    double cos = Math.cos(Math.toRadians(angle));
    double sin = Math.sin(Math.toRadians(angle));
    int inside = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double row = 4 + cos * (i - 4) + sin * (j - 4);
        double column = 4 - sin * (i - 4) + cos * (j - 4);
        if (row >= 0 && row <= 8 && column >= 0 && column <= 8) {
          inside++;
          assertThat((double) turned[i * size + j])
              .isCloseTo(2 + 3 * row - 5 * column, within(1e-4));
        }
      }
    }
    assertThat(inside).isGreaterThan(50);
  }

  /** Of a plane the crop's sides can be read off: its slopes are theirs. */
  @Test
  void cropIsARectangleOfTheImage() {
    int height = 40;
    int width = 30;
    StateSpace space = StateSpace.real(2, height, width);
    float[] planes = new float[2 * height * width];
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        planes[i * width + j] = i;
        planes[(height + i) * width + j] = j;
      }
    }
    Augmentation.Transform crop =
        transform(new CropFactory(), space, Map.of("least", 0.3, "most", 0.6, "aspect", 1.5));
    double least = 1;
    double most = 0;
    for (int stream = 0; stream < 200; stream++) {
      float[] out = apply(crop, planes, stream);
      double high = (out[25 * width + 15] - out[10 * width + 15]) / 15.0;
      int columns = height * width;
      double wide = (out[columns + 20 * width + 20] - out[columns + 20 * width + 10]) / 10.0;
      double top = out[20 * width + 15] + 0.5 - high * 20.5;
      double left = out[columns + 20 * width + 15] + 0.5 - wide * 15.5;
      assertThat(top).isBetween(-1e-3, height * (1 - high) + 1e-3);
      assertThat(left).isBetween(-1e-3, width * (1 - wide) + 1e-3);
      assertThat(high * wide).isBetween(0.3 - 1e-4, 0.6 + 1e-4);
      assertThat(wide / high).isBetween(1 / 1.5 - 1e-4, 1.5 + 1e-4);
      least = Math.min(least, high * wide);
      most = Math.max(most, high * wide);
    }
    assertThat(least).isLessThan(0.32);
    assertThat(most).isGreaterThan(0.58);
  }

  @Test
  void cutOutIsASquare() {
    StateSpace space = StateSpace.real(2, 8, 9);
    float[] ones = new float[2 * 8 * 9];
    Arrays.fill(ones, 1);
    Augmentation.Transform cut =
        transform(new CutOutFactory(), space, Map.of("size", 3, "fill", 0.25));
    Set<Integer> sizes = new HashSet<>();
    for (int stream = 0; stream < 300; stream++) {
      float[] out = apply(cut, ones, stream);
      assertThat(Arrays.copyOf(out, 72)).isEqualTo(Arrays.copyOfRange(out, 72, 144));
      int top = 8;
      int bottom = -1;
      int left = 9;
      int right = -1;
      int count = 0;
      for (int k = 0; k < 72; k++) {
        if (out[k] != 1) {
          assertThat(out[k]).isEqualTo(0.25f);
          count++;
          top = Math.min(top, k / 9);
          bottom = Math.max(bottom, k / 9);
          left = Math.min(left, k % 9);
          right = Math.max(right, k % 9);
        }
      }
      assertThat(count).isEqualTo((bottom - top + 1) * (right - left + 1));
      assertThat(Math.max(bottom - top, right - left)).isLessThan(3);
      sizes.add(count);
    }
    assertThat(sizes).containsExactlyInAnyOrder(4, 6, 9);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transform(new FlipFactory(), StateSpace.real(9), Map.of()))
        .withMessage(
            "augmentation 'flip' is for images, states of shape [height, width] or [channels,"
                + " height, width], not for Real[shape=[9]]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transform(new ShiftFactory(), SQUARE, Map.of("pixels", 3)))
        .withMessage(
            "augmentation 'shift' moves images by up to 3 pixels, but those of Real[shape=[3, 3]]"
                + " are only 3 wide or high; take fewer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transform(new ShiftFactory(), StateSpace.spin(4, 4), Map.of("fill", 0.0)))
        .withMessageContaining("fills with 0.0, which is no value of Spin[shape=[4, 4]]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transform(new CutOutFactory(), SQUARE, Map.of("size", 3)))
        .withMessageContaining("cuts squares of 3 pixels out of images that are only 3 wide");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transform(new NoiseFactory(), StateSpace.binary(3, 3), Map.of()))
        .withMessageContaining("is for images of real numbers, not for Binary[shape=[3, 3]]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transform(new GreyFactory(), SQUARE, Map.of()))
        .withMessageContaining("is for images of 3 channels, red, green and blue");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transform(new ColourFactory(), SQUARE, Map.of("hue", 0.1)))
        .withMessageContaining("changes saturation or hue, which grey images do not have");
  }
}
