package io.ebm.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Labelled;
import io.ebm.api.StateSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The data sets that experiments use, where they are there. */
class RealDataTest {

  private static TestContext data(String folder) {
    String data = System.getenv("EBM_DATA");
    assumeTrue(data != null, "EBM_DATA does not name the folder of the data sets");
    return new TestContext(1, Path.of(data, folder));
  }

  @Test
  void mnist() {
    TestContext context = data("mnist");
    Dataset mnist =
        new IdxFactory()
            .create(
                new IdxFactory.Config(
                    "train-images-idx3-ubyte.gz",
                    "train-labels-idx1-ubyte.gz",
                    "t10k-images-idx3-ubyte.gz",
                    "t10k-labels-idx1-ubyte.gz",
                    null),
                context);
    assertThat(mnist.space()).isEqualTo(StateSpace.real(28, 28));
    assertThat(mnist.train().size()).isEqualTo(60_000);
    assertThat(mnist.heldOut().size()).isEqualTo(10_000);
    assertThat(((Labelled) mnist).classes()).isEqualTo(10);
    assertThat(((Labelled) mnist).trainLabels()).hasSize(60_000).startsWith(5, 0, 4, 1, 9);
    assertThat(((Labelled) mnist).heldOutLabels()).hasSize(10_000).startsWith(7, 2, 1, 0, 4);
    assertThat(mean(mnist.heldOut().range(0, 10_000, 784))).isBetween(0.13245, 0.13255);
  }

  @Test
  void digits() {
    TestContext context = data("uci");
    Dataset digits =
        new CsvFactory()
            .create(
                new CsvFactory.Config(
                    "optdigits.tra",
                    "optdigits.tes",
                    null,
                    -1,
                    List.of(8, 8),
                    0,
                    1 / 16.0,
                    0,
                    null),
                context);
    assertThat(digits.space()).isEqualTo(StateSpace.real(8, 8));
    assertThat(digits.train().size()).isEqualTo(3823);
    assertThat(digits.heldOut().size()).isEqualTo(1797);
    assertThat(((Labelled) digits).classes()).isEqualTo(10);
    assertThat(((Labelled) digits).trainLabels()).startsWith(0, 0, 7, 4);
    assertThat(digits.space().firstOutside(digits.train().range(0, 3823, 64))).isEqualTo(-1);
  }

  @Test
  void irisAndWine() {
    TestContext context = data("uci");
    Dataset iris =
        new CsvFactory()
            .create(
                new CsvFactory.Config("iris.data", null, 0.2, -1, null, 0, 1, 0, null), context);
    assertThat(iris.train().size()).isEqualTo(120);
    assertThat(((Labelled) iris).classes()).isEqualTo(3);
    Dataset wine =
        new CsvFactory()
            .create(
                new CsvFactory.Config("fm_wine.dat", null, null, null, null, 0, 1, 0, null),
                context);
    assertThat(wine.space()).isEqualTo(StateSpace.real(13));
    assertThat(wine.train().size()).isEqualTo(178);
  }

  @Test
  @SuppressWarnings("rawtypes") // a class literal has no type arguments
  void areRegistered() {
    assertThat(ServiceLoader.load(DatasetFactory.class, getClass().getClassLoader()))
        .extracting(DatasetFactory::name)
        .contains(
            "two-moons",
            "eight-gaussians",
            "rings",
            "spirals",
            "checkerboard",
            "pinwheel",
            "idx",
            "csv",
            "npy");
  }

  private static double mean(Batch rows) {
    double sum = 0;
    for (float value : rows.array()) {
      sum += value;
    }
    return sum / rows.length();
  }
}
