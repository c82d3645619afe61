package io.ebm.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Labelled;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.core.data.ImageFolderFactory.Colour;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {

  @TempDir Path folder;

  /** Writes an image of one channel or three, of 8 bits or 16. */
  private void image(String name, int type, int height, int width, int... samples)
      throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    WritableRaster raster = image.getRaster();
    int pixels = height * width;
    for (int k = 0; k < samples.length; k++) {
      raster.setSample(k % pixels % width, k % pixels / width, k / pixels, samples[k]);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private void grey(String name, int height, int width, int... samples) throws IOException {
    image(name, BufferedImage.TYPE_BYTE_GRAY, height, width, samples);
  }

  private void rgb(String name, int height, int width, int... samples) throws IOException {
    image(name, BufferedImage.TYPE_INT_RGB, height, width, samples);
  }

  private Dataset create(
      String train,
      @Nullable String heldOut,
      @Nullable List<Integer> size,
      @Nullable Colour colour,
      @Nullable Double binarize) {
    return new ImageFolderFactory()
        .create(
            new ImageFolderFactory.Config(train, heldOut, null, size, colour, binarize),
            new TestContext(1, folder));
  }

  private Dataset create(String train) {
    return create(train, null, null, null, null);
  }

  private static float[] rows(Dataset data, Examples examples) {
    Batch rows = examples.range(0, examples.size(), data.space().dim());
    return rows.array();
  }

  private static void assertClose(float[] actual, double... expected) {
    assertThat(actual).hasSize(expected.length);
    for (int k = 0; k < expected.length; k++) {
      assertThat((double) actual[k]).as("value " + k).isCloseTo(expected[k], within(1e-6));
    }
  }

  @Test
  void classesAreFolders() throws IOException {
    grey("x/10/b.png", 1, 2, 255, 51);
    grey("x/10/a.png", 1, 2, 0, 51);
    grey("x/9/z.png", 1, 2, 102, 153);
    Files.writeString(folder.resolve("x/9/.hidden"), "?");
    grey("y/10/1.png", 1, 2, 0, 0);
    Dataset data = create("x", "y", null, null, null);
    assertThat(data.space()).isEqualTo(StateSpace.real(1, 2));
    assertClose(rows(data, data.train()), 0, 0.2, 1, 0.2, 0.4, 0.6);
    assertClose(rows(data, data.heldOut()), 0, 0);
    Labelled labelled = (Labelled) data;
    assertThat(labelled.trainLabels()).containsExactly(1, 1, 0);
    assertThat(labelled.heldOutLabels()).containsExactly(1);
    assertThat(((FeatureTexts) data).classNames()).containsExactly("9", "10");
    Batch raw = Batch.of(new float[] {255, 51}, 2);
    ((FeatureTexts) data).convert(raw);
    assertClose(raw.array(), 1, 0.2);
  }

  @Test
  void coloursAreChannels() throws IOException {
    rgb("x/1.png", 1, 2, 255, 0, 51, 102, 0, 153);
    Dataset data = create("x");
    assertThat(data).isNotInstanceOf(Labelled.class);
    assertThat(data.space()).isEqualTo(StateSpace.real(3, 1, 2));
    assertClose(rows(data, data.train()), 1, 0, 0.2, 0.4, 0, 0.6);
    Dataset grey = create("x", null, null, Colour.GREY, null);
    assertThat(grey.space()).isEqualTo(StateSpace.real(1, 2));
    long first = Math.round(0.299 * 255 + 0.587 * 51);
    long second = Math.round(0.587 * 102 + 0.114 * 153);
    assertClose(rows(grey, grey.train()), first / 255.0, second / 255.0);

    grey("x/2.png", 1, 2, 51, 102);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create("x"))
        .withMessage(
            folder.resolve("x/2.png")
                + ": is in grey, but "
                + folder.resolve("x/1.png")
                + " is not; give \"colour\": \"grey\" or \"rgb\" to make all alike");
    Dataset both = create("x", null, null, Colour.RGB, null);
    assertClose(rows(both, both.train()), 1, 0, 0.2, 0.4, 0, 0.6, 0.2, 0.4, 0.2, 0.4, 0.2, 0.4);
  }

  @Test
  void sixteenBitsAreSharesOfTheirGreatest() throws IOException {
    image("x/1.png", BufferedImage.TYPE_USHORT_GRAY, 1, 2, 65535, 1);
    grey("x/2.png", 1, 2, 51, 255);
    Dataset data = create("x");
    assertClose(rows(data, data.train()), 1, 1 / 65535.0, 0.2, 1);
  }

  @Test
  void bitsAreBits() throws IOException {
    grey("x/1.png", 1, 3, 0, 255, 255);
    assertThat(create("x").space()).isEqualTo(StateSpace.binary(1, 3));
    grey("x/1.png", 1, 3, 0, 100, 200);
    assertThat(create("x").space()).isEqualTo(StateSpace.real(1, 3));
    Dataset data = create("x", null, null, null, 0.5);
    assertThat(data.space()).isEqualTo(StateSpace.binary(1, 3));
    assertClose(rows(data, data.train()), 0, 0, 1);
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> create("x", null, null, null, 0.9))
        .withMessageContaining("would become 0");
  }

  @Test
  void sizesAreMeansOfAreas() throws IOException {
    grey("x/1.png", 2, 4, 10, 20, 30, 40, 50, 60, 70, 80);
    grey("x/2.png", 1, 3, 30, 60, 90);
    grey("x/3.png", 1, 2, 7, 9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create("x"))
        .withMessage(
            folder.resolve("x/2.png")
                + ": has 1 × 3 pixels (height × width), but "
                + folder.resolve("x/1.png")
                + " has 2 × 4; give \"size\": [height, width] to scale all to one size");
    Dataset data = create("x", null, List.of(1, 2), null, null);
    assertThat(data.space()).isEqualTo(StateSpace.real(1, 2));
    // of 30, 60, 90 the left half is 1 pixel and half of the next
    assertClose(
        rows(data, data.train()),
        35 / 255.0,
        55 / 255.0,
        40 / 255.0,
        80 / 255.0,
        7 / 255.0,
        9 / 255.0);
    Dataset larger = create("x", null, List.of(2, 2), null, null);
    assertClose(
        Batch.of(rows(larger, larger.train()), 4).slice(2, 3).copy().array(),
        7 / 255.0,
        9 / 255.0,
        7 / 255.0,
        9 / 255.0);
  }

  private void refused(String train, @Nullable String heldOut, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(train, heldOut, null, null, null))
        .withMessage(folder + "/" + message);
  }

  @Test
  void foldersThatAreNoDataNameWhatIsWrong() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    refused("empty", null, "empty: is an empty folder, without images");
    grey("x/cat/1.png", 1, 1, 3);
    refused(
        "x/cat/1.png",
        null,
        "x/cat/1.png: is a file, not a folder; give a folder of images, or of folders of images, one"
            + " for each class");
    refused(
        "none",
        null,
        "none: there is no such folder; give a folder of images, or of folders of images, one for"
            + " each class");
    Files.createDirectories(folder.resolve("x/dog"));
    refused(
        "x", null, "x/dog: is an empty folder: the class has no images; remove it, or put some in");
    grey("x/dog/1.png", 1, 1, 4);
    grey("held/car/1.png", 1, 1, 4);
    refused(
        "x",
        "held",
        "held/car: there is no such class in "
            + folder
            + "/x, which has cat, dog; did you mean 'cat'?");
    refused("x", "x/cat", "x/cat: must have a folder for each class, as " + folder + "/x has");
    grey("x/1.png", 1, 1, 4);
    refused(
        "x",
        null,
        "x/1.png: lies beside the folders of classes, as "
            + folder
            + "/x/cat; put it into one of them, or away");
    grey("deep/cat/small/1.png", 1, 1, 4);
    refused(
        "deep",
        null,
        "deep/cat/small: is a folder within a class, whose images must lie in the class' own folder");
    Files.writeString(folder.resolve("x/cat/notes.txt"), "soft");
    refused(
        "x/cat",
        null,
        "x/cat/notes.txt: is no PNG or JPEG file; convert it, or take it out of there");
  }
}
