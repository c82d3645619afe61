package io.ebm.core.data;

import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Labelled;
import io.ebm.api.RandomStream;
import io.ebm.core.io.Npy;
import io.ebm.testkit.DatasetConformance;
import io.ebm.testkit.Defaults;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every data set. */
class DatasetsConformanceTest {

  private static final int ROWS = 120;
  private static final Map<String, ?> SMALL = Map.of("size", 3000, "heldOut", 300);

  @TempDir static Path folder;

  @BeforeAll
  static void writeFiles() throws IOException {
    StringBuilder train = new StringBuilder("a,b,c,d,kind\n");
    StringBuilder heldOut = new StringBuilder("a,b,c,d,kind\n");
    float[] values = new float[ROWS * 6];
    RandomStream random = RandomStream.of(5);
    random.fillGaussian(values, 0, values.length);
    for (int i = 0; i < ROWS; i++) {
      StringBuilder text = i % 4 == 0 ? heldOut : train;
      for (int j = 0; j < 4; j++) {
        text.append(values[4 * i + j] * (j + 1) + 100 * j).append(',');
      }
      text.append("ABC".charAt(random.nextInt(3))).append('\n');
    }
    Files.writeString(folder.resolve("train.csv"), train);
    Files.writeString(folder.resolve("held-out.csv"), heldOut);
    Npy.write(folder.resolve("rows.npy"), List.of(ROWS, 2, 3), values);
    Npy.write(folder.resolve("colours.npy"), List.of(ROWS / 3, 2, 3, 3), values);
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("arrays.npz")))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      Files.copy(folder.resolve("rows.npy"), zip);
    }
    byte[] records = new byte[3073 * 20];
    for (int k = 0; k < records.length; k++) {
      records[k] = (byte) random.nextInt(10);
    }
    Files.write(folder.resolve("cifar.bin"), records);
    Files.writeString(folder.resolve("graphs.txt"), graphs());
    for (int i = 0; i < 16; i++) {
      BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);
      for (int k = 0; k < 12; k++) {
        image.setRGB(k % 4, k / 4, random.nextInt());
      }
      Path kind = Files.createDirectories(folder.resolve("classes/" + "ab".charAt(i % 2)));
      ImageIO.write(image, "png", kind.resolve(i + ".png").toFile());
    }
    idx("images", ROWS, 2, 3);
    idx("more-images", ROWS / 2, 2, 3);
    idx("labels", ROWS);
    idx("more-labels", ROWS / 2);
  }

  /** Rings of 3 to 9 nodes. */
  private static String graphs() {
    StringBuilder text = new StringBuilder(ROWS + "\n");
    RandomStream random = RandomStream.of(7);
    for (int i = 0; i < ROWS; i++) {
      int nodes = 3 + random.nextInt(7);
      text.append(nodes).append(' ').append(i % 3).append('\n');
      for (int k = 0; k < nodes; k++) {
        text.append(random.nextInt(4)).append(" 2 ").append((k + 1) % nodes).append(' ');
        text.append((k + nodes - 1) % nodes).append('\n');
      }
    }
    return text.toString();
  }

  /** Bytes from 0 to 9. */
  private static void idx(String name, int... shape) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0x800 | shape.length);
    int count = 1;
    for (int extent : shape) {
      out.writeInt(extent);
      count *= extent;
    }
    RandomStream random = RandomStream.of(name.length());
    for (int i = 0; i < count; i++) {
      out.writeByte(random.nextInt(10));
    }
    Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private abstract static class Case extends DatasetConformance {
    private final Component<Dataset> data;

    Case(DatasetFactory<?> factory, Map<String, ?> given) {
      data = Defaults.component(factory, given);
    }

    @Override
    protected Component<Dataset> data() {
      return data;
    }

    @Override
    protected Path folder() {
      return folder;
    }
  }

  @Nested
  class OfTwoMoons extends Case {
    OfTwoMoons() {
      super(new TwoMoonsFactory(), SMALL);
    }
  }

  @Nested
  class OfRings extends Case {
    OfRings() {
      super(new RingsFactory(), SMALL);
    }
  }

  @Nested
  class OfSpirals extends Case {
    OfSpirals() {
      super(new SpiralsFactory(), SMALL);
    }
  }

  @Nested
  class OfPinwheel extends Case {
    OfPinwheel() {
      super(new PinwheelFactory(), SMALL);
    }
  }

  @Nested
  class OfCheckerboard extends Case {
    OfCheckerboard() {
      super(new CheckerboardFactory(), SMALL);
    }
  }

  @Nested
  class OfEightGaussians extends Case {
    OfEightGaussians() {
      super(new EightGaussiansFactory(), SMALL);
    }
  }

  private static Map<String, ?> table() {
    return Map.of("file", "train.csv", "heldOutFile", "held-out.csv", "labelColumn", -1);
  }

  @Nested
  class OfCsv extends Case {
    OfCsv() {
      super(new CsvFactory(), table());
    }
  }

  @Nested
  class OfCsvInOtherUnits extends Case {
    OfCsvInOtherUnits() {
      super(
          new CsvFactory(),
          Map.of(
              "file",
              "train.csv",
              "labelColumn",
              -1,
              "heldOutFraction",
              0.25,
              "standardize",
              true,
              "dequantize",
              0.01,
              "shape",
              List.of(2, 2)));
    }
  }

  @Nested
  class OfIdx extends Case {
    OfIdx() {
      super(new IdxFactory(), Map.of("images", "images"));
    }
  }

  @Nested
  class OfIdxWithLabels extends Case {
    OfIdxWithLabels() {
      super(
          new IdxFactory(),
          Map.of(
              "images",
              "images",
              "labels",
              "labels",
              "heldOutImages",
              "more-images",
              "heldOutLabels",
              "more-labels",
              "binarize",
              0.015));
    }
  }

  @Nested
  class OfNpy extends Case {
    OfNpy() {
      super(
          new NpyFactory(),
          Map.of("file", "rows.npy", "heldOutFraction", 0.5, "scale", 0.5, "shift", 1.0));
    }
  }

  @Nested
  class OfHalves extends Case {
    OfHalves() {
      super(
          new HalvesFactory(),
          Map.of(
              "data",
              Defaults.component(
                  new CsvFactory(),
                  Map.of(
                      "file",
                      "train.csv",
                      "heldOutFile",
                      "held-out.csv",
                      "labelColumn",
                      -1,
                      "standardize",
                      true))));
    }
  }

  @Nested
  class OfNpyWithChannelsLast extends Case {
    OfNpyWithChannelsLast() {
      super(
          new NpyFactory(),
          Map.of("file", "colours.npy", "heldOutFraction", 0.5, "channelsLast", true));
    }
  }

  @Nested
  class OfNpz extends Case {
    OfNpz() {
      super(
          new NpzFactory(),
          Map.of("file", "arrays.npz", "heldOutFraction", 0.25, "standardize", true));
    }
  }

  @Nested
  class OfCifar extends Case {
    OfCifar() {
      super(
          new CifarFactory(),
          Map.of("files", List.of("cifar.bin"), "heldOutFiles", List.of("cifar.bin")));
    }
  }

  @Nested
  class OfGraphs extends Case {
    OfGraphs() {
      super(new GraphsFactory(), Map.of("file", "graphs.txt", "heldOutFraction", 0.25));
    }
  }

  @Nested
  class OfSums extends Case {
    OfSums() {
      super(new MatricesFactory(), matrices(MatrixTask.ADDITION));
    }
  }

  @Nested
  class OfCompletions extends Case {
    OfCompletions() {
      super(new MatricesFactory(), matrices(MatrixTask.COMPLETION));
    }
  }

  @Nested
  class OfInverses extends Case {
    OfInverses() {
      super(new MatricesFactory(), matrices(MatrixTask.INVERSION));
    }
  }

  private static Map<String, ?> matrices(MatrixTask task) {
    return Map.of("task", task, "size", 5, "examples", 300, "heldOut", 60, "harder", true);
  }

  @Nested
  class OfPointSets extends Case {
    OfPointSets() {
      super(
          new PointSetsFactory(),
          Map.of(
              "threshold",
              4 / 255.0,
              "most",
              4,
              "data",
              Defaults.component(
                  new IdxFactory(),
                  Map.of(
                      "images",
                      "images",
                      "labels",
                      "labels",
                      "heldOutImages",
                      "more-images",
                      "heldOutLabels",
                      "more-labels"))));
    }
  }

  @Nested
  class OfImageFolder extends Case {
    OfImageFolder() {
      super(
          new ImageFolderFactory(),
          Map.of("folder", "classes", "heldOutFraction", 0.5, "size", List.of(3, 2)));
    }
  }

  @Nested
  class OfImageFolderWithoutClasses extends Case {
    OfImageFolderWithoutClasses() {
      super(
          new ImageFolderFactory(),
          Map.of("folder", "classes/a", "heldOutFolder", "classes/b", "binarize", 0.4));
    }
  }

  @Nested
  class OfChosenClasses extends Case {
    OfChosenClasses() {
      super(
          new ClassesFactory(),
          Map.of(
              "data",
              Defaults.component(new CsvFactory(), table()),
              "only",
              List.of("A", "C"),
              "heldOutOnly",
              List.of("B", "C")));
    }
  }

  private record Labels(Component<Dataset> data) {}

  /** Labelled data as the host gives them to a classifier. */
  private static final class Classes implements DatasetFactory<Labels> {
    @Override
    public String name() {
      return "classes";
    }

    @Override
    public String description() {
      return "Examples and their classes.";
    }

    @Override
    public Class<Labels> configType() {
      return Labels.class;
    }

    @Override
    public Dataset create(Labels config, ComponentContext context) {
      Dataset data = context.create("data", config.data());
      return ClassTask.of(data, (Labelled) data);
    }
  }

  @Nested
  class OfClasses extends Case {
    OfClasses() {
      super(new Classes(), Map.of("data", Defaults.component(new CsvFactory(), table())));
    }

    @Override
    protected String predictionText() {
      return "a,b,c,d\n1,2,3,4\n2,3,4,5\n0,0,0,0\n5,5,5,5\n";
    }
  }
}
