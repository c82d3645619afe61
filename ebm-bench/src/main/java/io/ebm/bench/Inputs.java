package io.ebm.bench;

import io.ebm.core.io.Npy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Data that benchmarks' experiments name, made by formulas. */
final class Inputs {

  /** Examples of every file; sentences are a tenth as many. */
  static final int EXAMPLES = 1000;

  /** Coordinates of real examples. */
  static final int REAL = 64;

  /** Units of binary examples and of spins. */
  static final int UNITS = 256;

  /** What share of the units of binary examples is 1. */
  static final double ONES = 1 / 3.0;

  /** Labels of real examples. */
  static final int CLASSES = 10;

  static final String NONE = "";
  static final String REALS = "{'type': 'npy', 'file': 'x.npy'}";
  static final String BITS = "{'type': 'npy', 'file': 'units.npy', 'binarize': 0}";
  static final String SPINS = "{'type': 'npy', 'file': 'units.npy'}";
  static final String LABELLED = "{'type': 'npy', 'file': 'x.npy', 'labels': 'classes.npy'}";
  static final String TWO_CLASSES = "{'type': 'npy', 'file': 'x.npy', 'labels': 'two.npy'}";
  static final String SYMBOLS = "{'type': 'text', 'file': 'texts.txt', 'pad': true}";
  static final String HALVES = "{'type': 'halves', 'data': " + REALS + "}";
  static final String PLANE = "{'type': 'two-moons', 'size': 4096, 'heldOut': 1}";
  static final String SENTENCES =
      "{'type': 'conll', 'file': 'sentences.txt', 'templates':"
          + " ['U0:%x[-1,0]', 'U1:%x[0,0]', 'U2:%x[1,0]', 'U3:%x[0,0]/%x[1,0]', 'B']}";
  static final String CART_POLE =
      "{'type': 'replay', 'environment': {'type': 'cart-pole'}, 'start': 1000}";
  static final String GRIDWORLD =
      "{'type': 'replay', 'environment': {'type': 'gridworld'}, 'start': 1000}";
  static final String EXPERT =
      "{'type': 'demonstrations', 'environment': {'type': 'particle'}, 'episodes': 40,"
          + " 'evaluation': {'sampler': {'type': 'langevin'}}}";

  private Inputs() {}

  /** Writes the files. */
  static void write(Path folder) {
    float[] x = new float[EXAMPLES * REAL];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) wave(i, REAL);
    }
    float[] units = new float[EXAMPLES * UNITS];
    for (int i = 0; i < units.length; i++) {
      units[i] = wave(i, UNITS) > 0.5 ? 1 : -1; // a third of them
    }
    try {
      Npy.write(folder.resolve("x.npy"), List.of(EXAMPLES, REAL), x);
      Npy.write(folder.resolve("units.npy"), List.of(EXAMPLES, UNITS), units);
      Npy.write(folder.resolve("classes.npy"), List.of(EXAMPLES), labels(CLASSES));
      Npy.write(folder.resolve("two.npy"), List.of(EXAMPLES), labels(2));
      Files.writeString(folder.resolve("sentences.txt"), sentences());
      Files.writeString(folder.resolve("texts.txt"), texts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double wave(int i, int dim) {
    int row = i / dim;
    return Math.sin(1.3 * i + 0.01 * row);
  }

  private static float[] labels(int count) {
    float[] labels = new float[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      labels[i] = i * 7919 % count;
    }
    return labels;
  }

  /** Lines of 10 to 40 letters out of 26. */
  private static String texts() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < EXAMPLES; i++) {
      for (int t = 0; t < 10 + i % 31; t++) {
        long h = ((i * 31L + t) * 2_654_435_761L) >>> 7;
        text.append((char) ('a' + h % 26));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Sentences of 20 words out of 500, with nine labels. */
  private static String sentences() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < EXAMPLES / 10 * 20; i++) {
      long h = (i * 2_654_435_761L) >>> 7;
      text.append('w').append(h % 500).append(" L").append((h + i % 20) % 9).append('\n');
      if (i % 20 == 19) {
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** An experiment with these data, or none, and these further lines. */
  static String experiment(String data, String more) {
    String first = data.isEmpty() ? "" : "\"data\": " + data + ",";
    return ("{\"name\": \"component\", \"seed\": 1, " + first + more + "}").replace('\'', '"');
  }
}
