package io.ebm.bench.reliability;

import io.ebm.core.cli.Main;
import io.ebm.core.io.Npy;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Small experiments and a small file of every format that they read, in one folder. */
final class SmallFiles {

  /** The experiments of which there is a trained run, in the folder {@code run-NAME}. */
  static final List<String> RUNS = List.of("bits", "classes", "chunks", "attributes", "questions");

  /** What their trainings differ in from the experiments. */
  static final String SETTINGS =
      "--set training.steps=4 --set training.checkpointEvery=2 --set sampling.count=5"
          + " --set sampling.steps=5";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private SmallFiles() {}

  /** The experiments, each naming files of the folder. */
  static List<JsonNode> experiments() {
    try (InputStream stream = SmallFiles.class.getResourceAsStream("experiments.json")) {
      if (stream == null) {
        throw new IllegalStateException("experiments.json is not on the class path");
      }
      return MAPPER.readTree(stream).valueStream().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The experiment of that name. */
  static JsonNode experiment(String name) {
    return experiments().stream()
        .filter(node -> node.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  /** Writes all files, and trains the runs. */
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    tables(folder);
    images(folder);
    pictures(folder);
    arrays(folder);
    graphs(folder);
    sentences(folder);
    texts(folder);
    text(folder, "graph.txt", "6 7\n1 2 1\n2 3 -1\n3 4 0.5\n4 5 1\n5 6 2\n1 6 1\n2 5 -0.25\n");
    text(folder, "map.txt", "S..#\n.#..\n...G\n");
    for (JsonNode experiment : experiments()) {
      Files.writeString(
          folder.resolve(experiment.get("name").asString() + ".json"), experiment.toString());
    }
    Path start = train(folder, "bits", "start", "--set", "energy.hidden=3");
    Files.copy(
        start.resolve("checkpoints/step-000000004/parameters.safetensors"),
        folder.resolve("rbm.safetensors"));
    for (String name : RUNS) {
      train(folder, name, "run-" + name);
    }
  }

  /** Trains for four steps; returns the folder. */
  private static Path train(Path folder, String name, String run, String... more) {
    PrintWriter out = new PrintWriter(new StringWriter());
    StringWriter err = new StringWriter();
    Path to = folder.resolve(run);
    List<String> command = new ArrayList<>(List.of("train", folder.resolve(name) + ".json"));
    command.addAll(List.of("--out", to.toString()));
    command.addAll(List.of(SETTINGS.split(" ", -1)));
    command.addAll(List.of(more));
    int code = Main.execute(out, new PrintWriter(err), command.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException("the small run " + name + " failed: " + err);
    }
    return to;
  }

  private static void tables(Path folder) throws IOException {
    StringBuilder table = new StringBuilder("width,height,depth,kind\n");
    StringBuilder bits = new StringBuilder();
    StringBuilder observed = new StringBuilder();
    float[] rows = new float[12 * 3];
    float[] ones = new float[12 * 9];
    float[] labels = new float[12];
    for (int i = 0; i < 12; i++) {
      String kind = List.of("red", "green", "blue").get(i % 3);
      table.append(i * 0.5).append(',').append(i % 4).append(",-1e-2,").append(kind).append('\n');
      observed.append(i % 5).append(',').append(0.25 * i).append(',').append(i % 2).append('\n');
      for (int j = 0; j < 9; j++) {
        ones[9 * i + j] = (i >> (j % 3)) & 1;
        bits.append(j == 0 ? "" : ",").append((int) ones[9 * i + j]);
      }
      bits.append('\n');
      for (int j = 0; j < 3; j++) {
        rows[3 * i + j] = i + 0.5f * j;
      }
      labels[i] = i % 3;
    }
    text(folder, "table.csv", table.toString());
    text(folder, "bits.csv", bits.toString());
    text(folder, "observed.csv", observed.toString());
    Npy.write(folder.resolve("rows.npy"), List.of(12, 3), rows);
    Npy.write(folder.resolve("bits.npy"), List.of(12, 9), ones);
    Npy.write(folder.resolve("labels.npy"), List.of(12), labels);
  }

  /** Twelve images of 3 × 3 pixels of 0 or 1, and their labels. */
  private static void images(Path folder) throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + 12 * 9);
    images.putInt(0x0803).putInt(12).putInt(3).putInt(3);
    ByteBuffer labels = ByteBuffer.allocate(8 + 12);
    labels.putInt(0x0801).putInt(12);
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 9; j++) {
        images.put((byte) ((i * 5 + j) % 3 == 0 ? 1 : 0));
      }
      labels.put((byte) (i % 3));
    }
    Files.write(folder.resolve("images.idx"), images.array());
    Files.write(folder.resolve("labels.idx"), labels.array());
    Files.write(folder.resolve("images.idx.gz"), zipped(images.array()));
  }

  /** Two images in colour of each of two classes. */
  private static void pictures(Path folder) throws IOException {
    for (String kind : List.of("red", "blue")) {
      Path of = Files.createDirectories(folder.resolve("pictures").resolve(kind));
      for (String format : List.of("png", "jpeg")) {
        BufferedImage image = new BufferedImage(7, 6, BufferedImage.TYPE_INT_RGB);
        for (int k = 0; k < 42; k++) {
          int colour = kind.equals("red") ? 0xff0000 - k : 0xff - (k << 8);
          image.setRGB(k % 7, k / 7, colour);
        }
        ImageIO.write(image, format, of.resolve("1." + format).toFile());
      }
    }
  }

  /** Arrays in an npz file, and records of CIFAR-100 with the names of their classes. */
  private static void arrays(Path folder) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("arrays.npz")))) {
      for (String name : List.of("rows.npy", "labels.npy")) {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(folder.resolve(name), zip);
      }
    }
    byte[] records = new byte[4 * 3074];
    StringBuilder names = new StringBuilder();
    for (int k = 0; k < records.length; k++) {
      records[k] = (byte) (k % 19);
    }
    for (int k = 0; k < 20; k++) {
      names.append("class ").append(k).append('\n');
    }
    Files.write(folder.resolve("records.bin"), records);
    text(folder, "names.txt", names.toString());
  }

  private static void texts(Path folder) throws IOException {
    text(
        folder,
        "questions.tsv",
        """
        place\tWhere is the moon?
        time\tWhen is the caf\u00e9 open?
        place\tWhere, then, is it?
        time\tWhen did it rain?
        time\tSince when?
        place\tWhere did the rain go?
        """);
    text(
        folder,
        "objects.jsonl",
        """
        {"text": "good \\u00fc", "label": 1}
        {"label": 0, "text": "bad"}
        {"text": "better", "label": 1, "more": [1, {"x": null}]}
        {"text": "worse", "label": 0}
        {"text": "best", "label": 1}
        """);
    text(folder, "verses.txt", "a bad cab\nA bead, a cede\n\nabc cab\n");
  }

  /** A path, a ring and a node alone; a graph is held out. */
  private static void graphs(Path folder) throws IOException {
    text(
        folder,
        "molecules.txt",
        """
        4
        2 0
        0 1 1
        1 1 0
        3 1
        0 2 1 2
        0 2 0 2
        2 2 0 1
        1 0
        1 0
        2 1
        2 1 1
        2 1 0
        """);
    text(folder, "fold.txt", "3\n");
  }

  private static void sentences(Path folder) throws IOException {
    text(
        folder,
        "chunks.conll",
        """
        He PRP B-NP
        reckons VBZ B-VP
        the DT B-NP
        deficit NN I-NP
        . . O

        It PRP B-NP
        rose VBD B-VP
        . . O

        """);
    text(
        folder,
        "tags.conllu",
        """
        # text = Dogs bark.
        1\tDogs\tdog\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
        2\tbark\tbark\tVERB\tVBP\t_\t0\troot\t_\tSpaceAfter=No
        3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

        1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_

        """);
    text(folder, "template.txt", "# words\nU00:%x[0,0]\nU01:%x[-1,0]/%x[0,0]\n\nB\n");
    text(
        folder,
        "items.crfsuite",
        """
        B-NP\tw=he\tshape=Xx:0.5
        B-VP\tw=runs\\:fast

        @weight:2
        B-NP\tw=it
        O\tw=.

        """);
  }

  static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(buffer)) {
      gzip.write(bytes);
    }
    return buffer.toByteArray();
  }

  private static void text(Path folder, String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** Copies a folder and what is in it. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** Deletes a folder and what is in it, if it exists. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
