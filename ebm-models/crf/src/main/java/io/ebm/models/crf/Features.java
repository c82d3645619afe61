package io.ebm.models.crf;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which pairs have a weight. A state feature is an attribute and a label: those of attribute {@code
 * a} are the weights {@code rowStart[a]} to {@code rowStart[a + 1]}, with the labels in {@code
 * rowLabels}, ascending. A transition feature is two labels in a row; an edge feature is an
 * attribute and two labels in a row, written as {@code x · labels + y}.
 *
 * @param labels how many labels there are
 * @param rowStart where the state features of each attribute begin, and their number
 * @param rowLabels the labels of the state features
 * @param transitions the pairs of the transition features, ascending
 * @param edgeStart where the edge features of each edge attribute begin, and their number
 * @param edgePairs the pairs of the edge features
 */
@SuppressWarnings("ArrayRecordComponent") // a block of storage, never compared
record Features(
    int labels,
    int[] rowStart,
    char[] rowLabels,
    int[] transitions,
    int[] edgeStart,
    int[] edgePairs) {

  int states() {
    return rowLabels.length;
  }

  int count() {
    return rowLabels.length + transitions.length + edgePairs.length;
  }

  /**
   * The features of a corpus.
   *
   * @param attributes the number of attributes
   * @param edgeAttributes the number of edge attributes
   * @param bigrams whether there are transition features
   * @param allStates whether to have all pairs of an attribute and a label, seen or not
   * @param allTransitions the same for two labels in a row
   * @param least how often a feature must occur
   */
  static Features of(
      Corpus corpus,
      int labels,
      int attributes,
      int edgeAttributes,
      boolean bigrams,
      boolean allStates,
      boolean allTransitions,
      int least) {
    Table rows =
        Table.of(
            corpus.attributeStart(),
            corpus.attributes(),
            token -> corpus.labels()[token],
            attributes,
            labels,
            allStates,
            least);
    int pairs = labels * labels;
    int[] before = before(corpus, labels);
    int[] edgeStart = corpus.edgeStart();
    Table edges =
        edgeStart == null
            ? new Table(new int[edgeAttributes + 1], new int[0])
            : Table.of(
                edgeStart,
                corpus.edges(),
                token -> before[token],
                edgeAttributes,
                pairs,
                allTransitions,
                least);
    int[] one = new int[corpus.tokens()];
    int[] starts = new int[corpus.tokens() + 1];
    for (int token = 0; token < corpus.tokens(); token++) {
      starts[token + 1] = starts[token] + (before[token] < 0 ? 0 : 1);
    }
    int[] seen =
        bigrams
            ? Table.of(starts, one, token -> before[token], 1, pairs, allTransitions, least)
                .values()
            : new int[0];
    char[] rowLabels = new char[rows.values().length];
    for (int i = 0; i < rowLabels.length; i++) {
      rowLabels[i] = (char) rows.values()[i];
    }
    return new Features(labels, rows.starts(), rowLabels, seen, edges.starts(), edges.values());
  }

  /** The pair of labels at every token and the one before it; -1 where a sentence begins. */
  private static int[] before(Corpus corpus, int labels) {
    int[] pairs = new int[corpus.tokens()];
    for (int sentence = 0; sentence < corpus.sentences(); sentence++) {
      int start = corpus.tokenStart()[sentence];
      for (int token = start; token < corpus.tokenStart()[sentence + 1]; token++) {
        pairs[token] =
            token == start ? -1 : corpus.labels()[token - 1] * labels + corpus.labels()[token];
      }
    }
    return pairs;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(labels);
    ints(out, rowStart);
    out.writeInt(rowLabels.length);
    for (char label : rowLabels) {
      out.writeChar(label);
    }
    ints(out, transitions);
    ints(out, edgeStart);
    ints(out, edgePairs);
  }

  static Features read(DataInputStream in) throws IOException {
    int labels = in.readInt();
    int[] rowStart = ints(in);
    char[] rowLabels = new char[in.readInt()];
    for (int i = 0; i < rowLabels.length; i++) {
      rowLabels[i] = in.readChar();
    }
    return new Features(labels, rowStart, rowLabels, ints(in), ints(in), ints(in));
  }

  private static void ints(DataOutputStream out, int[] values) throws IOException {
    out.writeInt(values.length);
    for (int value : values) {
      out.writeInt(value);
    }
  }

  private static int[] ints(DataInputStream in) throws IOException {
    int[] values = new int[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readInt();
    }
    return values;
  }

  /** What an attribute says of a token. */
  private interface Outcome {
    /** From 0, or -1 for nothing. */
    int at(int token);
  }

  /** Sets of outcomes, ascending: those of key {@code k} from {@code starts[k]} on. */
  @SuppressWarnings("ArrayRecordComponent") // a block of storage, never compared
  private record Table(int[] starts, int[] values) {

    static Table of(
        int[] tokenStart,
        int[] keys,
        Outcome outcome,
        int keyCount,
        int outcomes,
        boolean all,
        int least) {
      int[] at = new int[keyCount + 1];
      for (int key : keys) {
        at[key]++;
      }
      for (int key = 0, sum = 0; key <= keyCount; key++) {
        int count = at[key];
        at[key] = sum;
        sum += count;
      }
      int[] grouped = new int[keys.length]; // outcomes, by key; at[k] moves to the end of k's
      for (int token = 0; token + 1 < tokenStart.length; token++) {
        int result = outcome.at(token);
        for (int i = tokenStart[token]; i < tokenStart[token + 1]; i++) {
          grouped[at[keys[i]]++] = result;
        }
      }
      int[] starts = new int[keyCount + 1];
      IntList values = new IntList();
      int[] counts = new int[outcomes];
      int[] touched = new int[outcomes];
      for (int key = 0, from = 0; key < keyCount; key++) {
        int seen = 0;
        for (int i = from; i < at[key]; i++) {
          if (grouped[i] >= 0 && counts[grouped[i]]++ == 0) {
            touched[seen++] = grouped[i];
          }
        }
        Arrays.sort(touched, 0, seen);
        for (int i = 0; i < (all ? outcomes : seen); i++) {
          int result = all ? i : touched[i];
          if (all || counts[result] >= least) {
            values.add(result);
          }
        }
        for (int i = 0; i < seen; i++) {
          counts[touched[i]] = 0;
        }
        from = at[key];
        starts[key + 1] = values.size();
      }
      return new Table(starts, values.toArray());
    }
  }
}
