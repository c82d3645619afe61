package io.ebm.bench.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Damaged files of every format, one format after the other. */
final class FileCases implements Cases {

  /** A file that is damaged, and the commands that read it; {@code @} is the folder. */
  private record Format(String name, String file, List<String> commands) {}

  private static final String CHECKPOINT = "run-bits/checkpoints/step-000000004/";
  private static final String RESUME =
      "train @/bits.json --out @/run-bits --resume " + SmallFiles.SETTINGS;
  private static final List<String> OF_A_RUN =
      List.of(
          "report @/run-bits",
          RESUME,
          "evaluate @/run-bits",
          "sample @/run-bits --out @/x.npy --steps 2");

  private static final List<String> OUTPUTS = List.of("x.npy", "x.csv", "x.txt");

  private static final List<Format> FORMATS =
      List.of(
          reads("csv", "table.csv", "validate @/classes.json", "validate @/scores.json"),
          reads("csv of bits", "bits.csv", "validate @/bits.json", "validate @/pairs.json"),
          reads("csv of an energy", "observed.csv", "validate @/posterior.json"),
          reads("npy", "rows.npy", "validate @/jem.json"),
          reads("labels in npy", "labels.npy", "validate @/jem.json"),
          reads("idx", "images.idx", "validate @/images.json"),
          reads("idx in gzip", "images.idx.gz", "validate @/images.json"),
          reads("labels in idx", "labels.idx", "validate @/images.json"),
          reads("png", "pictures/red/1.png", "validate @/pictures.json"),
          reads("jpeg", "pictures/blue/1.jpeg", "validate @/pictures.json"),
          reads("npz", "arrays.npz", "validate @/arrays.json"),
          reads("cifar", "records.bin", "validate @/records.json"),
          reads("names of classes", "names.txt", "validate @/records.json"),
          reads("graphs", "molecules.txt", "validate @/molecules.json"),
          reads("indices of graphs", "fold.txt", "validate @/molecules.json"),
          reads("conll", "chunks.conll", "validate @/chunks.json"),
          reads("conllu", "tags.conllu", "validate @/tags.json"),
          reads("templates", "template.txt", "validate @/tags.json"),
          reads("crfsuite", "items.crfsuite", "validate @/attributes.json"),
          reads("sentences", "questions.tsv", "validate @/questions.json"),
          reads("json lines", "objects.jsonl", "validate @/objects.json"),
          reads("lines of a text", "verses.txt", "validate @/verses.json"),
          reads("graph", "graph.txt", "sample @/graph.json --out @/x.npy"),
          reads("map", "map.txt", "validate @/walk.json"),
          reads("parameters", "rbm.safetensors", "validate @/start.json"),
          reads("experiment", "bits.json", "validate @/bits.json"),
          reads("experiment of a run", "run-bits/experiment.json", OF_A_RUN.toArray(String[]::new)),
          reads("provenance", "run-bits/provenance.json", OF_A_RUN.toArray(String[]::new)),
          reads("metrics", "run-bits/metrics.jsonl", "report @/run-bits", RESUME),
          reads(
              "checkpoint's list", CHECKPOINT + "checkpoint.json", OF_A_RUN.toArray(String[]::new)),
          reads(
              "checkpoint's parameters",
              CHECKPOINT + "parameters.safetensors",
              OF_A_RUN.toArray(String[]::new)),
          reads(
              "checkpoint's state",
              CHECKPOINT + "state.safetensors",
              OF_A_RUN.toArray(String[]::new)),
          reads(
              "archived vocabulary",
              "run-chunks/archive/data/vocabulary.bin",
              "predict @/run-chunks --input @/chunks.conll --out @/x.txt",
              "evaluate @/run-chunks"),
          reads(
              "archived vocabulary of texts",
              "run-questions/archive/data/vocabulary.json",
              "predict @/run-questions --input @/questions.tsv --out @/x.csv",
              "evaluate @/run-questions"),
          reads(
              "archived features",
              "run-chunks/archive/energy/features.bin",
              "predict @/run-chunks --input @/chunks.conll --out @/x.txt",
              "train @/chunks.json --out @/run-chunks --resume " + SmallFiles.SETTINGS),
          reads(
              "given units",
              "bits.npy",
              "sample @/run-bits --given @/bits.npy --out @/x.npy --steps 2"),
          reads(
              "csv to predict",
              "table.csv",
              "predict @/run-classes --input @/table.csv --out @/x.csv"),
          reads(
              "sentences to predict",
              "questions.tsv",
              "predict @/run-questions --input @/questions.tsv --out @/x.csv --best 2"),
          reads(
              "conll to predict",
              "chunks.conll",
              "predict @/run-chunks --input @/chunks.conll --out @/x.txt"),
          reads(
              "crfsuite to predict",
              "items.crfsuite",
              "predict @/run-attributes --input @/items.crfsuite --out @/x.txt --best 2"));

  private final long seed;
  private final Path folder;
  private final Path smallFiles;
  private Format format = FORMATS.get(0);

  FileCases(long seed, Path smallFiles, Path folder) {
    this.seed = seed;
    this.smallFiles = smallFiles;
    this.folder = folder;
  }

  private static Format reads(String name, String file, String... commands) {
    return new Format(name, file, List.of(commands));
  }

  /** The names of the formats; case {@code i} is of format {@code i} modulo their number. */
  static List<String> formats() {
    return FORMATS.stream().map(Format::name).toList();
  }

  @Override
  public List<String> prepare(long number) throws IOException {
    Choice choice = new Choice(seed, number);
    format = FORMATS.get((int) (number % FORMATS.size()));
    Path file = folder.resolve(format.file());
    Files.write(file, ByteDamage.of(Files.readAllBytes(file), choice));
    List<String> command = new ArrayList<>();
    for (String word : choice.of(format.commands()).split(" ", -1)) {
      command.add(word.replace("@", folder.toString()));
    }
    command.addAll(List.of("--threads", "1"));
    return command;
  }

  @Override
  public void restore() throws IOException {
    Path damaged = Path.of(format.file());
    if (damaged.getNameCount() > 1) {
      Path run = damaged.getName(0);
      SmallFiles.delete(folder.resolve(run));
      SmallFiles.copy(smallFiles.resolve(run), folder.resolve(run));
    } else {
      SmallFiles.copy(smallFiles.resolve(damaged), folder.resolve(damaged));
    }
    for (String output : OUTPUTS) {
      Files.deleteIfExists(folder.resolve(output));
    }
  }
}
