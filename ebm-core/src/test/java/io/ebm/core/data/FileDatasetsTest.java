package io.ebm.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.KnownDensity;
import io.ebm.api.Labelled;
import io.ebm.api.Rescaled;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.core.io.Npy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDatasetsTest {

  @TempDir Path folder;
  private TestContext context = new TestContext(1, Path.of("."));

  @BeforeEach
  void makeContext() {
    context = new TestContext(1, folder);
  }

  @Test
  void idxScalesOrBinarizes() throws IOException {
    images("train", 2, 51, 255, 0, 127, 128, 5);
    images("test", 1, 1, 2, 3);
    labels("trainLabels", 7, 3);
    labels("testLabels", 9);
    Dataset real = create(new IdxFactory.Config("train", null, null, null, null));
    assertThat(real.space()).isEqualTo(StateSpace.real(1, 3));
    assertThat(train(real)).containsExactly(0.2f, 1f, 0f, 127 / 255f, 128 / 255f, 5 / 255f);
    assertThat(real.heldOut().size()).isZero();
    assertThat(real).isNotInstanceOf(Labelled.class);

    Dataset binary =
        create(new IdxFactory.Config("train", "trainLabels", "test", "testLabels", 0.5));
    assertThat(binary.space()).isEqualTo(StateSpace.binary(1, 3));
    assertThat(train(binary)).containsExactly(0f, 1f, 0f, 0f, 1f, 0f);
    assertThat(heldOut(binary)).containsExactly(0f, 0f, 0f);
    Labelled labelled = (Labelled) binary;
    assertThat(labelled.classes()).isEqualTo(3);
    assertThat(labelled.trainLabels()).containsExactly(1, 0);
    assertThat(labelled.heldOutLabels()).containsExactly(2);
  }

  @Test
  void idxProblemsNameTheFile() throws IOException {
    images("train", 2, 1, 2, 3, 4, 5, 6);
    labels("one", 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(new IdxFactory.Config("none", null, null, null, null)))
        .withMessage(folder.resolve("none") + ": there is no such file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(new IdxFactory.Config("train", "one", null, null, null)))
        .withMessage(
            folder.resolve("one")
                + ": must hold one label for each of 2 examples, but has the shape [1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(new IdxFactory.Config("train", null, "one", null, null)))
        .withMessage(
            "one: its examples must have the shape [1, 3] of those of train, but have [1]");
    Files.writeString(folder.resolve("text"), "hello");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(new IdxFactory.Config("text", null, null, null, null)))
        .withMessageStartingWith(folder.resolve("text") + ": an IDX file begins with");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new IdxFactory.Config("a", "b", "c", null, null))
        .withMessage("must be given exactly if labels are given");
  }

  @Test
  void csvWithLabelsAndScaling() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "x,y,kind\n1,2,dog\n3,4,cat\n5,6,dog\n");
    Files.writeString(folder.resolve("b.csv"), "x,y,kind\n7,8,emu\n");
    Dataset data = create(csv("a.csv", "b.csv", null, -1, null, 0, 0.5, -1, null));
    assertThat(data.space()).isEqualTo(StateSpace.real(2));
    assertThat(train(data)).containsExactly(-0.5f, 0f, 0.5f, 1f, 1.5f, 2f);
    assertThat(heldOut(data)).containsExactly(2.5f, 3f);
    Labelled labelled = (Labelled) data;
    assertThat(labelled.classes()).isEqualTo(3);
    assertThat(labelled.trainLabels()).containsExactly(1, 0, 1);
    assertThat(labelled.heldOutLabels()).containsExactly(2);
  }

  @Test
  void csvHoldsOutAFraction() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append(i).append(' ').append(i % 10).append('\n');
    }
    Files.writeString(folder.resolve("a.txt"), text);
    CsvFactory.Config config = csv("a.txt", null, 0.25, 1, null, 0, 1, 0, null);
    Dataset data = create(config);
    assertThat(data.train().size()).isEqualTo(75);
    assertThat(data.heldOut().size()).isEqualTo(25);
    float[] train = train(data);
    float[] heldOut = heldOut(data);
    float[] all = Arrays.copyOf(train, 100);
    System.arraycopy(heldOut, 0, all, 75, 25);
    Arrays.sort(all);
    for (int i = 0; i < 100; i++) {
      assertThat(all[i]).isEqualTo(i);
    }
    for (int i = 0; i < 25; i++) {
      assertThat(((Labelled) data).heldOutLabels()[i]).isEqualTo((int) heldOut[i] % 10);
    }
    assertThat(heldOut(create(config))).isEqualTo(heldOut);
  }

  @Test
  void csvShapesBinarizesAndDequantizes() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "0,1,2,3\n4,5,6,7\n");
    Dataset binary = create(csv("a.csv", null, null, null, List.of(2, 2), 0, 1, 0, 2.5));
    assertThat(binary.space()).isEqualTo(StateSpace.binary(2, 2));
    assertThat(train(binary)).containsExactly(0, 0, 0, 1, 1, 1, 1, 1);

    float[] noisy = train(create(csv("a.csv", null, null, null, null, 1, 1, 0, null)));
    for (int i = 0; i < 8; i++) {
      assertThat(noisy[i]).isBetween((float) i, i + 1f).isNotEqualTo(i);
    }
  }

  @Test
  void csvProblemsNameThePlace() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "1,2\n3,abc\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(csv("a.csv", null, null, null, null, 0, 1, 0, null)))
        .withMessage(folder.resolve("a.csv") + ":2:2: 'abc' is not a number");
    Files.writeString(folder.resolve("b.csv"), "1,2,3\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(csv("b.csv", null, null, null, List.of(2, 2), 0, 1, 0, null)))
        .withMessage("b.csv: shape [2, 2] does not fit rows of 3 numbers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(csv("b.csv", null, 0.5, null, null, 0, 1, 0, null)))
        .withMessage("heldOutFraction 0.5 of 1 examples holds out 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(csv("b.csv", null, null, null, null, 0, 1e39, 0, null)))
        .withMessageContaining("row 0, column 0 (from 0): 1.0 is not a finite float after scaling");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> csv("a", "b", 0.5, null, null, 0, 1, 0, null))
        .withMessage("cannot stand beside heldOutFile; give one of the two");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> csv("a", null, 1.5, null, null, 0, 1, 0, null));
  }

  @Test
  void npyKeepsItsShape() throws IOException {
    Npy.write(folder.resolve("a.npy"), List.of(4, 1, 2), new float[] {0, 1, 2, 3, 4, 5, 6, 7});
    Npy.write(folder.resolve("l.npy"), List.of(4), new float[] {5, 6, 5, 6});
    Dataset data = create(new NpyFactory.Config("a.npy", "l.npy", null, null, 0.5, 0, 2, 1, null));
    assertThat(data.space()).isEqualTo(StateSpace.real(1, 2));
    for (Examples part : List.of(data.train(), data.heldOut())) {
      float[] rows = rows(data, part);
      int[] labels =
          part == data.train()
              ? ((Labelled) data).trainLabels()
              : ((Labelled) data).heldOutLabels();
      assertThat(part.size()).isEqualTo(2);
      for (int i = 0; i < 2; i++) {
        int row = (int) ((rows[2 * i] - 1) / 4);
        assertThat(rows[2 * i + 1]).isEqualTo(2 * (2 * row + 1) + 1);
        assertThat(labels[i]).isEqualTo(row % 2);
      }
    }
  }

  @Test
  void npyReadsBytesAndRefusesNaN() throws IOException {
    bytes("u.npy", 0, 1, 100, 200);
    NpyFactory.Config bytes =
        new NpyFactory.Config("u.npy", null, null, null, null, 0, 0.01, 0, null);
    assertThat(train(create(bytes))).containsExactly(0f, 0.01f, 1f, 2f);

    Npy.write(folder.resolve("nan.npy"), List.of(2), new float[] {1, Float.NaN});
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> create(new NpyFactory.Config("nan.npy", null, null, null, null, 0, 1, 0, 0.5)))
        .withMessageContaining("nan.npy: row 1, column 0 (from 0): NaN");
  }

  @Test
  void labelsStayLabels() throws IOException {
    Npy.write(folder.resolve("l.npy"), List.of(2, 3), new float[] {0, 1, 2, 2, 0, 1});
    Dataset data =
        create(
            new NpyFactory.Config(
                "l.npy", null, null, null, null, 0, 1, 0, null, 3, false, false, false));
    assertThat(data.space()).isEqualTo(new StateSpace.Categorical(3, 3));
    assertThat(train(data)).containsExactly(0f, 1f, 2f, 2f, 0f, 1f);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                create(
                    new NpyFactory.Config(
                        "l.npy", null, null, null, null, 0, 1, 0, null, 2, false, false, false)))
        .withMessageContaining(
            "l.npy: row 0, column 2 (from 0): 2.0 is no label; labels are whole numbers from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new NpyFactory.Config(
                    "l.npy", null, null, null, null, 0, 1, 0, 0.5, 3, false, false, false))
        .withMessageContaining("goes with neither binarize nor dequantize");
  }

  @Test
  void valuesThatAreAllZeroOrOneAreBits() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "0,1\n1,1\n");
    assertThat(create(csv("a.csv", null, null, null, null, 0, 1, 0, null)).space())
        .isEqualTo(StateSpace.binary(2));
    assertThat(create(csv("a.csv", null, null, null, null, 0, 2, 0, null)).space())
        .isEqualTo(StateSpace.real(2));
    assertThat(create(csv("a.csv", null, null, null, null, 0.5, 1, 0, null)).space())
        .isEqualTo(StateSpace.real(2));
    assertThat(create(table("a.csv", null, true, false)).space()).isEqualTo(StateSpace.real(2));

    Files.writeString(folder.resolve("held.csv"), "0,0.5\n");
    assertThat(create(csv("a.csv", "held.csv", null, null, null, 0, 1, 0, null)).space())
        .isEqualTo(StateSpace.real(2));
    Files.writeString(folder.resolve("labelled.csv"), "7,0,1\n5,1,1\n");
    Dataset labelled = create(csv("labelled.csv", null, null, 0, null, 0, 1, 0, null));
    assertThat(labelled.space()).isEqualTo(StateSpace.binary(2));

    bytes("bits.npy", 0, 1, 1, 1);
    assertThat(create(npy("bits.npy", 1, null)).space()).isEqualTo(StateSpace.binary(2));
    bytes("grey.npy", 0, 1, 100, 200);
    assertThat(create(npy("grey.npy", 1, null)).space()).isEqualTo(StateSpace.real(2));
    Npy.write(folder.resolve("f.npy"), List.of(2, 1), new float[] {0, 1});
    assertThat(create(npy("f.npy", 1, null)).space()).isEqualTo(StateSpace.binary(1));
    images("black-and-white", 1, 0, 255, 255);
    assertThat(create(new IdxFactory.Config("black-and-white", null, null, null, null)).space())
        .isEqualTo(StateSpace.binary(1, 3));
    images("bits", 2, 1, 0, 1, 1, 1, 0);
    Dataset bits = create(new IdxFactory.Config("bits", null, null, null, null));
    assertThat(bits.space()).isEqualTo(StateSpace.binary(1, 3));
    assertThat(train(bits)).containsExactly(1, 0, 1, 1, 1, 0);
    images("grey", 1, 0, 1, 200);
    Dataset both = create(new IdxFactory.Config("bits", null, "grey", null, null));
    assertThat(both.space()).isEqualTo(StateSpace.real(1, 3));
    assertThat(train(both)).containsExactly(1 / 255f, 0, 1 / 255f, 1 / 255f, 1 / 255f, 0);
  }

  @Test
  void thresholdsThatTellNothingApart() throws IOException {
    bytes("grey.npy", 3, 1, 100, 200);
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> create(npy("grey.npy", 1, 0.5)))
        .withMessage(
            "is 0.5, but grey.npy holds bytes, up to 200, of which all but 0 would become 1; give"
                + " \"scale\": 0.00392156862745098 (1/255) beside it, or a threshold among the bytes,"
                + " as 127.5");
    assertThat(train(create(npy("grey.npy", 1, 127.5)))).containsExactly(0, 0, 0, 1);
    assertThat(train(create(npy("grey.npy", 1 / 255.0, 0.5)))).containsExactly(0, 0, 0, 1);
    bytes("bits.npy", 0, 1, 1, 1);
    assertThat(train(create(npy("bits.npy", 1, 0.5)))).containsExactly(0, 1, 1, 1);
    Files.writeString(folder.resolve("a.csv"), "3,4\n5,6\n");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> create(csv("a.csv", null, null, null, null, 0, 1, 0, 2.5)))
        .withMessage("is 2.5, and all values of a.csv would become 1: they lie from 3.0 to 6.0");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> create(csv("a.csv", null, null, null, null, 0, 0.1, 0, 2.5)))
        .withMessageStartingWith(
            "is 2.5, and all values of a.csv would become 0: they lie from 0.3")
        .withMessageEndingWith(" after scaling");
  }

  @Test
  void columnsAreStandardizedByTheTrainingExamples() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "1000,7,0.1\n1002,7,0.3\n1004,7,0.5\n");
    Files.writeString(folder.resolve("held.csv"), "1006,9,0.1\n");
    Dataset data = create(table("a.csv", "held.csv", false, true));
    assertThat(data.space()).isEqualTo(StateSpace.real(3));
    // means 1002, 7, 0.3; standard deviations 2, 0 (kept as it is), 0.2
    assertClose(train(data), -1, 0, -1, 0, 0, 0, 1, 0, 1);
    assertClose(heldOut(data), 2, 2, -1);
    Rescaled units = (Rescaled) data;
    assertThat(units.logVolume(3)).isCloseTo(Math.log(2) + Math.log(0.2), within(1e-6));
    Batch rows = Batch.of(new float[] {0, 0, 0, 1, Float.NaN, 2}, 3);
    units.restore(rows);
    assertClose(rows.array(), 1002, 7, 0.3, 1004, Double.NaN, 0.7);
    units.rescale(rows);
    assertClose(rows.array(), 0, 0, 0, 1, Double.NaN, 2);
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(
            () ->
                new NpyFactory.Config(
                    "a", null, null, null, null, 0, 1, 0, 0.5, null, false, true, false))
        .withMessage("is for real numbers and does not go with binarize");
  }

  @Test
  void aRunKeepsHowItsDataWereRead() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "a,1000\nb,1002\nc,1004\n");
    Files.writeString(folder.resolve("other.csv"), "b,1\nc,1004\n");
    CsvFactory.Config other = labelled("other.csv");
    Dataset trained = create(labelled("a.csv"));
    Path archive = Files.createDirectories(folder.resolve("archive"));
    ((Archived) trained).archive(archive);
    Dataset opened =
        new CsvFactory().create(other, new TestContext(1, folder, Optional.of(archive)));
    assertClose(train(opened), -500.5, 1);
    assertThat(((Labelled) opened).trainLabels()).containsExactly(1, 2);
    assertThat(((Labelled) opened).classes()).isEqualTo(3);
    assertThat(((Labelled) create(other)).trainLabels()).containsExactly(0, 1);

    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(
            () ->
                new CsvFactory()
                    .create(
                        csv("other.csv", null, null, 0, null, 0, 1, 0, null),
                        new TestContext(1, folder, Optional.of(archive))))
        .withMessage("is false, but was true when the run began");
    Files.writeString(folder.resolve("wide.csv"), "b,1,2\nc,1004,2\n");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CsvFactory()
                    .create(labelled("wide.csv"), new TestContext(1, folder, Optional.of(archive))))
        .withMessage("examples have 2 values, but those that the run was trained on had 1");
    Files.writeString(folder.resolve("unknown.csv"), "b,1\ncc,1004\n");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CsvFactory()
                    .create(
                        labelled("unknown.csv"), new TestContext(1, folder, Optional.of(archive))))
        .withMessage(
            "label 'cc' is none of those that this run was trained on: a, b, c; did you mean 'c'?");
  }

  @Test
  void aRunKeepsWhatItsValuesAre() throws IOException {
    Files.writeString(folder.resolve("bits.csv"), "0,1\n1,1\n");
    Files.writeString(folder.resolve("real.csv"), "0,1\n1,0.5\n");
    CsvFactory.Config bits = csv("bits.csv", null, null, null, null, 0, 1, 0, null);
    CsvFactory.Config real = csv("real.csv", null, null, null, null, 0, 1, 0, null);
    Path ofBits = Files.createDirectories(folder.resolve("of-bits"));
    ((Archived) create(bits)).archive(ofBits);
    Path ofReal = Files.createDirectories(folder.resolve("of-real"));
    ((Archived) create(real)).archive(ofReal);
    assertThat(
            new CsvFactory().create(bits, new TestContext(1, folder, Optional.of(ofReal))).space())
        .isEqualTo(StateSpace.real(2));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new CsvFactory().create(real, new TestContext(1, folder, Optional.of(ofBits))))
        .withMessage(
            "example 1 (from 0) has values that are neither 0 nor 1, which all were that this run was"
                + " trained on");
  }

  @Test
  void textsOfStandardizedDataAreConvertedAlike() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "a,1000\nb,1002\nc,1004\n");
    FeatureTexts texts = (FeatureTexts) create(labelled("a.csv"));
    Batch rows = Batch.of(new float[] {1006}, 1);
    texts.convert(rows);
    assertClose(rows.array(), 2);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ((FeatureTexts) create(csv("a.csv", null, null, 0, null, 0, 1e30, 0, null)))
                    .convert(Batch.of(new float[] {1e20f}, 1)))
        .withMessage("1.0E20 in column 0 (from 0) is not a finite float after scaling");
  }

  private static CsvFactory.Config labelled(String file) {
    return new CsvFactory.Config(file, null, null, 0, null, 0, 1, 0, null, null, false, true, null);
  }

  private static CsvFactory.Config table(
      String file, @Nullable String heldOutFile, boolean real, boolean standardize) {
    return new CsvFactory.Config(
        file, heldOutFile, null, null, null, 0, 1, 0, null, null, real, standardize, null);
  }

  private static NpyFactory.Config npy(String file, double scale, @Nullable Double binarize) {
    return new NpyFactory.Config(file, null, null, null, null, 0, scale, 0, binarize);
  }

  private static void assertClose(float[] actual, double... expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(expected[i])) {
        assertThat(actual[i]).isNaN();
      } else {
        assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-4));
      }
    }
  }

  @Test
  void planarDataComesFromTheSeedAlone() {
    TwoMoonsFactory.Config config = new TwoMoonsFactory.Config(100, 50, 0.1);
    Dataset one = new TwoMoonsFactory().create(config, new TestContext(5, folder));
    Dataset two = new TwoMoonsFactory().create(config, new TestContext(5, folder));
    Dataset other = new TwoMoonsFactory().create(config, new TestContext(6, folder));
    assertThat(train(one)).hasSize(200).isEqualTo(train(two));
    assertThat(heldOut(one)).hasSize(100).isEqualTo(heldOut(two));
    assertThat(train(one)).isNotEqualTo(train(other));
    assertThat(Arrays.copyOf(train(one), 100)).isNotEqualTo(heldOut(one));
    double[] out = new double[1];
    ((KnownDensity) one).logDensities(Batch.of(new float[] {0.5f, -0.75f}, 2), out);
    double expected = TwoMoonsFactory.density(0.1).logDensity(0.5, -0.75);
    assertThat(out[0]).isCloseTo(expected, within(1e-12));
  }

  private Dataset create(IdxFactory.Config config) {
    return new IdxFactory().create(config, context);
  }

  private Dataset create(CsvFactory.Config config) {
    return new CsvFactory().create(config, context);
  }

  private Dataset create(NpyFactory.Config config) {
    return new NpyFactory().create(config, context);
  }

  private static CsvFactory.Config csv(
      String file,
      @Nullable String heldOutFile,
      @Nullable Double fraction,
      @Nullable Integer labelColumn,
      @Nullable List<Integer> shape,
      double dequantize,
      double scale,
      double shift,
      @Nullable Double binarize) {
    return new CsvFactory.Config(
        file, heldOutFile, fraction, labelColumn, shape, dequantize, scale, shift, binarize);
  }

  private static float[] rows(Dataset data, Examples examples) {
    return examples.range(0, examples.size(), data.space().dim()).array();
  }

  private static float[] train(Dataset data) {
    return rows(data, data.train());
  }

  private static float[] heldOut(Dataset data) {
    return rows(data, data.heldOut());
  }

  private void images(String name, int count, int... pixels) throws IOException {
    byte[] file = new byte[16 + pixels.length];
    file[2] = 8;
    file[3] = 3;
    file[7] = (byte) count;
    file[11] = 1;
    file[15] = 3;
    for (int i = 0; i < pixels.length; i++) {
      file[16 + i] = (byte) pixels[i];
    }
    Files.write(folder.resolve(name), file);
  }

  private void labels(String name, int... labels) throws IOException {
    byte[] file = new byte[8 + labels.length];
    file[2] = 8;
    file[3] = 1;
    file[7] = (byte) labels.length;
    for (int i = 0; i < labels.length; i++) {
      file[8 + i] = (byte) labels[i];
    }
    Files.write(folder.resolve(name), file);
  }

  /** Two rows of two unsigned bytes. */
  private void bytes(String name, int... values) throws IOException {
    byte[] header =
        "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2), }"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] file = new byte[10 + header.length + 4];
    System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, 0, file, 0, 8);
    file[8] = (byte) header.length;
    System.arraycopy(header, 0, file, 10, header.length);
    for (int i = 0; i < values.length; i++) {
      file[10 + header.length + i] = (byte) values[i];
    }
    Files.write(folder.resolve(name), file);
  }
}
