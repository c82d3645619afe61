package io.ebm.models.crf;

import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.math.LinearChain;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The features and their weights: tensors {@code states}, {@code transitions} and {@code edges}, in
 * the order of {@link Features}; one that would be empty is absent.
 */
final class Weights {

  private final Features features;
  private final Parameters parameters;
  private final int transitionsAt;
  private final int edgesAt;
  private final int width;
  private final int frequent;
  private final int single;

  Weights(Features features) {
    this.features = features;
    Parameters.Builder builder = Parameters.builder();
    add(builder, "states", features.states());
    add(builder, "transitions", features.transitions().length);
    add(builder, "edges", features.edgePairs().length);
    this.parameters = builder.build();
    this.transitionsAt = features.states();
    this.edgesAt = transitionsAt + features.transitions().length;
    this.width = LinearChain.width(features.labels());
    int[] rowStart = features.rowStart();
    int attributes = rowStart.length - 1;
    int many = 0;
    while (many < attributes && rowStart[many + 1] - rowStart[many] >= FrequentRows.LABELS) {
      many++;
    }
    this.frequent = many;
    int one = attributes;
    while (one > many && rowStart[one] - rowStart[one - 1] == 1) {
      one--;
    }
    this.single = one;
  }

  /**
   * How many attributes have so many labels that {@link FrequentRows} holds them: the first ones,
   * as a vocabulary numbers them.
   */
  int frequent() {
    return frequent;
  }

  private static void add(Parameters.Builder builder, String name, int size) {
    if (size > 0) {
      builder.add(name, size);
    }
  }

  Features features() {
    return features;
  }

  Parameters parameters() {
    return parameters;
  }

  int labels() {
    return features.labels();
  }

  /** The length of a padded row of labels. */
  int width() {
    return width;
  }

  /**
   * Writes the state scores of every token of a sentence, pads as {@link LinearChain} wants.
   *
   * @param rows the frequent attributes' weights, or null; not for attributes with values
   */
  void states(Corpus corpus, int sentence, @Nullable FrequentRows rows, float[] out) {
    int labels = features.labels();
    int first = corpus.tokenStart()[sentence];
    int last = corpus.tokenStart()[sentence + 1];
    for (int t = first, at = 0; t < last; t++, at += width) {
      Arrays.fill(out, at, at + labels, 0f);
      Arrays.fill(out, at + labels, at + width, Float.NEGATIVE_INFINITY);
      if (corpus.values() == null) {
        addScores(corpus, t, rows, out, at);
      } else {
        addScores(corpus, t, corpus.values(), out, at);
      }
    }
  }

  private void addScores(
      Corpus corpus, int token, @Nullable FrequentRows rows, float[] out, int at) {
    int[] rowStart = features.rowStart();
    char[] rowLabels = features.rowLabels();
    float[] weights = parameters.values();
    int[] attributes = corpus.attributes();
    int i = corpus.attributeStart()[token];
    int end = corpus.attributeStart()[token + 1];
    if (rows != null) {
      i = rows.addScores(attributes, i, end, out, at);
    }
    int shift = rowStart[single] - single;
    for (; i < end; i++) {
      int attribute = attributes[i];
      if (attribute >= single) { // the commonest case, without a look at where the row begins
        out[at + rowLabels[attribute + shift]] += weights[attribute + shift];
        continue;
      }
      int to = rowStart[attribute + 1];
      for (int k = rowStart[attribute]; k < to; k++) {
        out[at + rowLabels[k]] += weights[k];
      }
    }
  }

  private void addScores(Corpus corpus, int token, float[] values, float[] out, int at) {
    int[] rowStart = features.rowStart();
    for (int i = corpus.attributeStart()[token]; i < corpus.attributeStart()[token + 1]; i++) {
      int attribute = corpus.attributes()[i];
      for (int k = rowStart[attribute]; k < rowStart[attribute + 1]; k++) {
        out[at + features.rowLabels()[k]] += values[i] * parameters.values()[k];
      }
    }
  }

  /**
   * Adds {@code row[y]} to the derivative of the state weight of every attribute of a token and
   * every label {@code y}.
   *
   * @param rows collects those of frequent attributes, or null
   */
  void addStates(
      Corpus corpus, int token, float[] row, @Nullable FrequentRows rows, Gradient into) {
    int[] rowStart = features.rowStart();
    char[] rowLabels = features.rowLabels();
    float[] gradient = into.values();
    int[] attributes = corpus.attributes();
    float[] values = corpus.values();
    int i = corpus.attributeStart()[token];
    int end = corpus.attributeStart()[token + 1];
    if (rows != null) {
      i = rows.addSums(attributes, i, end, row);
    }
    int shift = rowStart[single] - single;
    for (; i < end; i++) {
      int attribute = attributes[i];
      if (attribute >= single && values == null) {
        gradient[attribute + shift] += row[rowLabels[attribute + shift]];
        into.mark(attribute + shift, attribute + shift + 1);
        continue;
      }
      int from = rowStart[attribute];
      int to = rowStart[attribute + 1];
      float value = values == null ? 1 : values[i];
      for (int k = from; k < to; k++) {
        gradient[k] += value * row[rowLabels[k]];
      }
      into.mark(from, to);
    }
  }

  /** Adds to the derivatives of the state weights of one label of a token. */
  void addState(Corpus corpus, int token, int label, double amount, Gradient into) {
    int[] rowStart = features.rowStart();
    float[] values = corpus.values();
    for (int i = corpus.attributeStart()[token]; i < corpus.attributeStart()[token + 1]; i++) {
      int attribute = corpus.attributes()[i];
      int k =
          Arrays.binarySearch(
              features.rowLabels(), rowStart[attribute], rowStart[attribute + 1], (char) label);
      if (k >= 0) {
        into.values()[k] += (float) (values == null ? amount : amount * values[i]);
        into.mark(k, k + 1);
      }
    }
  }

  /** Writes the transition scores: row {@code x}, column {@code y}; pads are zero. */
  void transitions(float[] out) {
    int labels = features.labels();
    Arrays.fill(out, 0, labels * width, 0f);
    int[] pairs = features.transitions();
    for (int i = 0; i < pairs.length; i++) {
      out[pairs[i] / labels * width + pairs[i] % labels] = parameters.values()[transitionsAt + i];
    }
  }

  /** Adds the scores of the step to a token from the one before it that its sentence tells. */
  void addEdges(Corpus corpus, int token, float[] scores) {
    int labels = features.labels();
    int[] start = corpus.edgeStart();
    for (int i = start == null ? 0 : start[token]; start != null && i < start[token + 1]; i++) {
      int edge = corpus.edges()[i];
      for (int k = features.edgeStart()[edge]; k < features.edgeStart()[edge + 1]; k++) {
        int pair = features.edgePairs()[k];
        scores[pair / labels * width + pair % labels] += parameters.values()[edgesAt + k];
      }
    }
  }

  /** Adds amounts (row {@code x}, column {@code y}) to the derivatives of all transitions. */
  void addTransitions(float[] amounts, Gradient into) {
    int labels = features.labels();
    int[] pairs = features.transitions();
    for (int i = 0; i < pairs.length; i++) {
      into.values()[transitionsAt + i] += amounts[pairs[i] / labels * width + pairs[i] % labels];
    }
    into.mark(transitionsAt, edgesAt);
  }

  /** Adds amounts to the derivatives of the edge weights of a step. */
  void addEdges(Corpus corpus, int token, float[] amounts, Gradient into) {
    int labels = features.labels();
    int[] start = corpus.edgeStart();
    for (int i = start == null ? 0 : start[token]; start != null && i < start[token + 1]; i++) {
      int edge = corpus.edges()[i];
      int from = features.edgeStart()[edge];
      int to = features.edgeStart()[edge + 1];
      for (int k = from; k < to; k++) {
        int pair = features.edgePairs()[k];
        into.values()[edgesAt + k] += amounts[pair / labels * width + pair % labels];
      }
      into.mark(edgesAt + from, edgesAt + to);
    }
  }

  /** Adds to the derivatives of the transition and edge weights of one step. */
  void addStep(Corpus corpus, int token, int before, int label, double amount, Gradient into) {
    int pair = before * features.labels() + label;
    int transition = Arrays.binarySearch(features.transitions(), pair);
    if (transition >= 0) {
      into.values()[transitionsAt + transition] += (float) amount;
      into.mark(transitionsAt + transition, transitionsAt + transition + 1);
    }
    addEdge(corpus, token, before, label, amount, into);
  }

  /** Adds to the derivatives of the edge weights of one step. */
  void addEdge(Corpus corpus, int token, int before, int label, double amount, Gradient into) {
    int pair = before * features.labels() + label;
    int[] start = corpus.edgeStart();
    for (int i = start == null ? 0 : start[token]; start != null && i < start[token + 1]; i++) {
      int edge = corpus.edges()[i];
      int k =
          Arrays.binarySearch(
              features.edgePairs(),
              features.edgeStart()[edge],
              features.edgeStart()[edge + 1],
              pair);
      if (k >= 0) {
        into.values()[edgesAt + k] += (float) amount;
        into.mark(edgesAt + k, edgesAt + k + 1);
      }
    }
  }
}
