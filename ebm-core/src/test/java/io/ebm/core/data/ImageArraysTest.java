package io.ebm.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Labelled;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.core.io.Npy;
import io.ebm.testkit.Defaults;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in arrays: npy, npz, IDX and CIFAR's records. */
class ImageArraysTest {

  @TempDir Path folder;

  private Dataset create(DatasetFactory<?> factory, Map<String, ?> settings) {
    return Defaults.component(factory, settings).make(new TestContext(1, folder));
  }

  private static float[] train(Dataset data) {
    return data.train().range(0, data.train().size(), data.space().dim()).array();
  }

  private void npy(String name, List<Integer> shape, float... values) throws IOException {
    Npy.write(folder.resolve(name), shape, values);
  }

  @Test
  void channelsGoFirst() throws IOException {
    float[] values = {0, 10, 20, 1, 11, 21, 2, 12, 22, 3, 13, 23, 4, 14, 24, 5, 15, 25};
    npy("last.npy", List.of(1, 2, 3, 3), values);
    Map<String, Object> last = Map.of("file", "last.npy", "channelsLast", true);
    Dataset data = create(new NpyFactory(), last);
    assertThat(data.space()).isEqualTo(StateSpace.real(3, 2, 3));
    assertThat(train(data))
        .containsExactly(0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25);
    assertThat(create(new NpyFactory(), Map.of("file", "last.npy")).space())
        .isEqualTo(StateSpace.real(2, 3, 3));

    npy("grey.npy", List.of(2, 2, 1, 1), 5, 6, 7, 8);
    Dataset grey = create(new NpyFactory(), Map.of("file", "grey.npy", "channelsLast", true));
    assertThat(grey.space()).isEqualTo(StateSpace.real(2, 1));
    assertThat(train(grey)).containsExactly(5, 6, 7, 8);

    npy("first.npy", List.of(1, 3, 2, 5), new float[30]);
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(
            () -> create(new NpyFactory(), Map.of("file", "first.npy", "channelsLast", true)))
        .withMessage(
            "is for arrays of shape [examples, height, width, channels] with 1, 3 or 4 channels, and"
                + " that of first.npy is [1, 3, 2, 5]");
  }

  @Test
  void channelsThatSeemToBeLastAreTold() throws IOException {
    float[] values = new float[2 * 8 * 8 * 3];
    for (int k = 0; k < values.length; k++) {
      values[k] = k % 7 / 7f;
    }
    npy("last.npy", List.of(2, 8, 8, 3), values);
    assertThat(DataSummary.warnings(create(new NpyFactory(), Map.of("file", "last.npy"))))
        .singleElement()
        .asString()
        .startsWith("examples of shape [8, 8, 3] look like images with their channels last");
    assertThat(
            DataSummary.warnings(
                create(new NpyFactory(), Map.of("file", "last.npy", "channelsLast", true))))
        .isEmpty();
  }

  private void npz() throws IOException {
    npy("x.npy", List.of(3, 2), 1, 2, 3, 4, 5, 6);
    npy("y.npy", List.of(3), 7, 5, 7);
    npy("short.npy", List.of(2), 7, 5);
    npy("bad.npy", List.of(2, 2), 7, 5, Float.NaN, 3);
    try (OutputStream file = Files.newOutputStream(folder.resolve("a.npz"));
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (String name : List.of("x.npy", "y.npy", "short.npy", "bad.npy")) {
        out.putNextEntry(new ZipEntry(name));
        Files.copy(folder.resolve(name), out);
      }
    }
  }

  @Test
  void npzNamesItsArrays() throws IOException {
    npz();
    Dataset data =
        create(
            new NpzFactory(),
            Map.of(
                "file",
                "a.npz",
                "examples",
                "x",
                "labels",
                "y",
                "heldOutExamples",
                "x",
                "heldOutLabels",
                "y",
                "scale",
                0.5));
    assertThat(data.space()).isEqualTo(StateSpace.real(2));
    assertThat(train(data)).containsExactly(0.5f, 1, 1.5f, 2, 2.5f, 3);
    assertThat(data.heldOut().size()).isEqualTo(3);
    assertThat(((Labelled) data).trainLabels()).containsExactly(1, 0, 1);
    assertThat(((Labelled) data).heldOutLabels()).containsExactly(1, 0, 1);
  }

  @Test
  void npzProblemsNameTheArray() throws IOException {
    npz();
    Path file = folder.resolve("a.npz");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> create(new NpzFactory(), Map.of("file", "a.npz", "examples", "shrt")))
        .withMessage(
            "is 'shrt', but " + file + " holds the arrays x, y, short, bad; did you mean 'short'?");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> create(new NpzFactory(), Map.of("file", "a.npz")))
        .withMessage(
            "must say which array to take: " + file + " holds the arrays x, y, short, bad");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                create(
                    new NpzFactory(), Map.of("file", "a.npz", "examples", "x", "labels", "short")))
        .withMessage(
            "a.npz, array 'short': must hold one label for each of 3 examples, but has the shape [2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(new NpzFactory(), Map.of("file", "a.npz", "examples", "bad")))
        .withMessage(
            "a.npz, array 'bad': row 1, column 0 (from 0): NaN is not a finite float after scaling");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(
            () ->
                create(
                    new NpzFactory(),
                    Map.of("file", "a.npz", "heldOutExamples", "x", "heldOutFraction", 0.5)))
        .withMessage("cannot stand beside heldOutExamples; give one of the two");
  }

  @Test
  void idxInColour() throws IOException {
    byte[] bytes = {
      0, 0, 8, 4, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, -1, 0, 51, 51
    };
    Files.write(folder.resolve("colour"), bytes);
    Dataset data = create(new IdxFactory(), Map.of("images", "colour"));
    assertThat(data.space()).isEqualTo(StateSpace.real(3, 1, 2));
    assertThat(train(data)).containsExactly(0, 0.2f, 1, 0, 0.2f, 0.2f);
  }

  private void records(String name, int... labels) throws IOException {
    byte[] bytes = new byte[3073 * labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[3073 * i] = (byte) labels[i];
      bytes[3073 * i + 1 + i] = (byte) 51;
    }
    Files.write(folder.resolve(name), bytes);
  }

  @Test
  void cifarHasClassesWithNames() throws IOException {
    records("a.bin", 3, 0);
    records("b.bin", 9);
    Files.writeString(
        folder.resolve("names.txt"),
        "air\nauto\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n");
    Dataset data =
        create(
            new CifarFactory(),
            Map.of(
                "files",
                List.of("a.bin", "b.bin"),
                "heldOutFiles",
                List.of("b.bin"),
                "classNames",
                "names.txt"));
    assertThat(data.space()).isEqualTo(StateSpace.real(3, 32, 32));
    Batch rows = data.train().range(0, 3, 3072);
    assertThat(rows.get(2, 0)).isEqualTo(0.2f);
    assertThat(rows.get(1, 1)).isEqualTo(0.2f);
    Labelled labelled = (Labelled) data;
    assertThat(labelled.classes()).isEqualTo(10);
    assertThat(labelled.trainLabels()).containsExactly(3, 0, 9);
    assertThat(labelled.heldOutLabels()).containsExactly(9);
    assertThat(((FeatureTexts) data).classNames()).startsWith("air", "auto").endsWith("truck");

    Dataset plain = create(new CifarFactory(), Map.of("files", List.of("a.bin")));
    assertThat(((Labelled) plain).trainLabels()).containsExactly(3, 0);
    assertThat(((Labelled) plain).classes()).isEqualTo(10);
  }

  @Test
  void cifarProblemsNameTheFile() throws IOException {
    records("a.bin", 3, 0);
    Path names = Files.writeString(folder.resolve("names.txt"), "air\nauto\n");
    Map<String, Object> settings = Map.of("files", List.of("a.bin"), "classNames", "names.txt");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(new CifarFactory(), settings))
        .withMessage(names + ": must name the 10 classes of CIFAR-10, one a line, but names 2");
    Files.writeString(names, "a\nb\nc\nd\ne\nf\ng\na\nh\ni\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(new CifarFactory(), settings))
        .withMessage(names + ": names 'a' twice");
    Files.write(folder.resolve("cut.bin"), new byte[3000]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(new CifarFactory(), Map.of("files", List.of("a.bin", "cut.bin"))))
        .withMessageStartingWith(
            folder.resolve("cut.bin") + ": has 3000 bytes, which are no whole");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(new CifarFactory(), Map.of("files", List.of("none.bin"))))
        .withMessage(folder.resolve("none.bin") + ": there is no such file");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> create(new CifarFactory(), Map.of("files", List.of())))
        .withMessage("must name one file at least");
  }
}
