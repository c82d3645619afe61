package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ebm.api.Batch;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.core.Ebm;
import io.ebm.core.config.ExperimentFile;
import io.ebm.core.io.Safetensors;
import io.ebm.core.io.Tensor;
import io.ebm.core.io.TensorFile;
import io.ebm.models.neural.MlpConfig;
import io.ebm.nn.Intake;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Sequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks as experiments write them against what PyTorch computed for the same layers: tensors,
 * outputs and derivatives. The files say what is in them; {@code fixtures.py} of the neural models
 * makes them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PyTorchTest {

  private static final Path FOLDER =
      Project.root().resolve("ebm-models/neural/src/test/resources/io/ebm/models/neural/pytorch");

  private static final double TOLERANCE = 1e-5;

  private final Ebm ebm = Ebm.open();

  @AfterAll
  void close() {
    ebm.close();
  }

  @TestFactory
  Stream<DynamicTest> agrees() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files = all.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(40);
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    String.valueOf(file.getFileName()), () -> check(Safetensors.read(file))));
  }

  /** Parameters that we made are loaded there, strictly, and give the same outputs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dense",
        "cnn",
        "residual",
        "transposed",
        "group-norm",
        "layer-norm-image",
        "transformer",
        "attention"
      })
  void oursLoadThere(String name, @TempDir Path folder) throws Exception {
    String python = System.getenv("EBM_PYTHON");
    assumeThat(python).as("EBM_PYTHON names no Python with PyTorch; skipped").isNotNull();
    TensorFile file = Safetensors.read(FOLDER.resolve(name + ".safetensors"));
    String json = Objects.requireNonNull(file.metadata().get("layers"));
    String inputShape = Objects.requireNonNull(file.metadata().get("inputShape"));
    Parameters.Builder builder = Parameters.builder();
    Shape shape = shape(inputShape);
    Network network = Network.of(List.of(shape), new Sequence(layers(json)), builder, "");
    Parameters parameters = builder.build();
    network.initialise(parameters.values(), RandomStream.of(7));
    List<Tensor> tensors = new ArrayList<>();
    for (Parameters.Tensor tensor : parameters.tensors()) {
      int end = tensor.offset() + tensor.size();
      float[] values = Arrays.copyOfRange(parameters.values(), tensor.offset(), end);
      tensors.add(Tensor.of(tensor.name(), tensor.shape(), values));
    }
    Safetensors.write(folder.resolve("ours.safetensors"), tensors, Map.of());
    Files.writeString(
        folder.resolve("network.json"),
        "{\"inputShape\": " + inputShape + ", \"layers\": " + json + "}");
    Files.writeString(
        folder.resolve("rows.txt"), text(file.tensor("input").floats(), shape.size()));
    Process process =
        new ProcessBuilder(
                python,
                Project.root().resolve("ebm-models/neural/src/test/python/load.py").toString(),
                "ours.safetensors",
                "network.json")
            .directory(folder.toFile())
            .redirectInput(folder.resolve("rows.txt").toFile())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("errors.txt"))).isZero();
    double[] theirs =
        Stream.of(answer.strip().split("\\s+")).mapToDouble(Double::valueOf).toArray();
    try (Run run = network.run(Passes.VALUES, parameters.values(), null)) {
      begin(run, network, file, 0, "input");
      run.next();
      float[] ours = rows(run, run.output(0), network.output().size());
      assertThat(theirs).hasSize(ours.length);
      for (int i = 0; i < ours.length; i++) {
        assertThat((double) ours[i])
            .isCloseTo(theirs[i], within(TOLERANCE * (1 + Math.abs(theirs[i]))));
      }
    }
  }

  private static String text(float[] rows, int width) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.length; i++) {
      text.append(rows[i]).append(i % width == width - 1 ? '\n' : ' ');
    }
    return text.toString();
  }

  private List<Layer> layers(String json) {
    String experiment =
        "{\"name\": \"fixture\", \"seed\": 1, \"data\": {\"type\": \"two-moons\"}, \"objective\":"
            + " {\"type\": \"score-matching\"}, \"energy\": {\"type\": \"mlp\", \"layers\": "
            + json
            + "}}";
    ExperimentFile file =
        ExperimentFile.parse("fixture", experiment, FOLDER, List.of(), ebm.registry());
    MlpConfig config = (MlpConfig) file.experiment().energy().config();
    return Objects.requireNonNull(config.layers());
  }

  private static Shape shape(String json) {
    List<Integer> extents = new ArrayList<>();
    Matcher numbers = Pattern.compile("\\d+").matcher(json);
    while (numbers.find()) {
      extents.add(Integer.valueOf(numbers.group()));
    }
    return new Shape(extents);
  }

  private void check(TensorFile file) {
    Parameters.Builder builder = Parameters.builder();
    boolean moves = file.tensors().containsKey("grad_input");
    Network network =
        Network.of(
            List.of(shape(Objects.requireNonNull(file.metadata().get("inputShape")))),
            new boolean[] {moves},
            new Sequence(layers(Objects.requireNonNull(file.metadata().get("layers")))),
            builder,
            "");
    Parameters parameters = builder.build();
    assertThat(parameters.tensors().stream().map(Parameters.Tensor::name))
        .containsExactlyInAnyOrderElementsOf(
            file.tensors().keySet().stream().filter(name -> name.startsWith("layers.")).toList());
    for (Parameters.Tensor tensor : parameters.tensors()) {
      Tensor given = file.tensor(tensor.name());
      assertThat(tensor.shape()).as(tensor.name()).isEqualTo(given.shape());
      System.arraycopy(given.floats(), 0, parameters.values(), tensor.offset(), tensor.size());
    }
    float[] gradient = new float[parameters.size()];
    try (Run run = network.run(Passes.ALL_SLOPES, parameters.values(), gradient)) {
      begin(run, network, file, 0, "input");
      run.next();
      compare("output", rows(run, run.output(0), network.output().size()), file);
      seed(run, network, file, 0);
      run.next();
      if (moves) {
        int size = network.inputs().get(0).size();
        compare("grad_input", rows(run, run.inputSlope(0, 0), size), file);
      }
    }
    compareAll("grad.", parameters, gradient, file);
    if (moves) {
      directional(file, network, parameters);
    }
  }

  private static void directional(TensorFile file, Network network, Parameters parameters) {
    float[] gradient = new float[parameters.size()];
    int size = network.inputs().get(0).size();
    try (Run run = network.run(Passes.DIRECTIONAL_AND_INPUTS, parameters.values(), gradient)) {
      begin(run, network, file, 0, "input");
      run.next();
      seed(run, network, file, 1);
      run.next();
      compare("grad_input", rows(run, run.inputSlope(0, 1), size), file);
      load(run, network, file, 1, "direction");
      run.next();
      run.seed(0, 0);
      run.next();
      compare("hvp", rows(run, run.inputSlope(0, 0), size), file);
    }
    compareAll("directional.", parameters, gradient, file);
  }

  private static void begin(Run run, Network network, TensorFile file, int order, String name) {
    run.begin(file.tensor(name).shape().get(0));
    load(run, network, file, order, name);
  }

  private static void load(Run run, Network network, TensorFile file, int order, String name) {
    int size = network.inputs().get(0).size();
    Batch rows = Batch.of(file.tensor(name).floats(), size);
    run.load(0, order, Intake.plain(size), rows, 0);
  }

  private static void seed(Run run, Network network, TensorFile file, int order) {
    float[] seeds = file.tensor("seed").floats();
    int size = network.output().size();
    run.seed(order, 0);
    for (int row = 0; row < run.rows(); row++) {
      for (int k = 0; k < size; k++) {
        run.memory()[run.outputSlope(order) + k * run.columns() + row] = seeds[row * size + k];
      }
    }
  }

  private static float[] rows(Run run, int at, int size) {
    float[] rows = new float[run.rows() * size];
    for (int row = 0; row < run.rows(); row++) {
      for (int k = 0; k < size; k++) {
        rows[row * size + k] = run.memory()[at + k * run.columns() + row];
      }
    }
    return rows;
  }

  private static void compareAll(
      String prefix, Parameters parameters, float[] gradient, TensorFile file) {
    for (Parameters.Tensor tensor : parameters.tensors()) {
      compare(
          prefix + tensor.name(),
          Arrays.copyOfRange(gradient, tensor.offset(), tensor.offset() + tensor.size()),
          file);
    }
  }

  private static void compare(String name, float[] found, TensorFile file) {
    float[] expected = file.tensor(name).floats();
    assertThat(found).as(name).hasSameSizeAs(expected);
    double greatest = 1e-3; // some are zero but for rounding
    for (float value : expected) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i])
          .as("%s, number %d", name, i)
          .isCloseTo(expected[i], within(TOLERANCE * greatest));
    }
  }
}
