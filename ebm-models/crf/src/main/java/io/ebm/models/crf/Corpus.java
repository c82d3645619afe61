package io.ebm.models.crf;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sentences as numbers, one after the other: sentence {@code s} has the tokens {@code
 * tokenStart[s]} to {@code tokenStart[s + 1]}, and token {@code t} the attributes {@code
 * attributeStart[t]} to {@code attributeStart[t + 1]} of {@code attributes}.
 *
 * @param tokenStart where each sentence begins, and the number of tokens
 * @param labels the label of every token; -1 where it has none
 * @param attributeStart where each token's attributes begin, and the number of attributes
 * @param attributes numbers of attributes
 * @param values by how much each counts; null if all are 1
 * @param edgeStart as {@code attributeStart} for what conditions the step from the token before;
 *     null if nothing does
 * @param edges numbers of such attributes
 * @param weights by how much each sentence counts; null if all are 1
 */
@SuppressWarnings("ArrayRecordComponent") // a block of storage, never compared
record Corpus(
    int[] tokenStart,
    int[] labels,
    int[] attributeStart,
    int[] attributes,
    float @Nullable [] values,
    int @Nullable [] edgeStart,
    int[] edges,
    double @Nullable [] weights) {

  int sentences() {
    return tokenStart.length - 1;
  }

  int tokens() {
    return labels.length;
  }

  int length(int sentence) {
    return tokenStart[sentence + 1] - tokenStart[sentence];
  }

  double weight(int sentence) {
    return weights == null ? 1 : weights[sentence];
  }

  int longest() {
    int longest = 0;
    for (int sentence = 0; sentence < sentences(); sentence++) {
      longest = Math.max(longest, length(sentence));
    }
    return longest;
  }

  /**
   * Puts the attributes of every token into the order of their numbers, unless they have values:
   * then those that are treated alike follow each other.
   */
  void sortAttributes() {
    for (int t = 0; values == null && t < tokens(); t++) {
      Arrays.sort(attributes, attributeStart[t], attributeStart[t + 1]);
    }
  }

  /** Collects sentences; not thread-safe. */
  static final class Builder {
    private final IntList tokenStart = new IntList();
    private final IntList labels;
    private final IntList attributeStart;
    private final IntList attributes;
    private final IntList edgeStart;
    private final IntList edges = new IntList();
    private float @Nullable [] values;
    private double @Nullable [] weights;

    Builder() {
      this(16, 16);
    }

    /** A builder that expects so many tokens and attributes. */
    Builder(int tokens, int attributeCount) {
      labels = new IntList(tokens);
      attributeStart = new IntList(tokens + 1);
      edgeStart = new IntList(tokens + 1);
      attributes = new IntList(attributeCount);
      tokenStart.add(0);
      attributeStart.add(0);
      edgeStart.add(0);
    }

    int sentences() {
      return tokenStart.size() - 1;
    }

    void attribute(int attribute, float value) {
      if (value != 1 && values == null) {
        values = new float[Math.max(16, attributes.size())];
        Arrays.fill(values, 0, attributes.size(), 1f);
      }
      if (values != null) {
        if (attributes.size() == values.length) {
          values = Arrays.copyOf(values, values.length + values.length / 2);
        }
        values[attributes.size()] = value;
      }
      attributes.add(attribute);
    }

    void edge(int attribute) {
      edges.add(attribute);
    }

    void endToken(int label) {
      labels.add(label);
      attributeStart.add(attributes.size());
      edgeStart.add(edges.size());
    }

    void endSentence() {
      endSentence(1);
    }

    void endSentence(double weight) {
      int sentence = sentences();
      if (weight != 1 && weights == null) {
        weights = new double[Math.max(16, sentence + 1)];
        Arrays.fill(weights, 1);
      }
      if (weights != null) {
        if (sentence == weights.length) {
          weights = Arrays.copyOf(weights, sentence + sentence / 2);
        }
        weights[sentence] = weight;
      }
      tokenStart.add(labels.size());
    }

    /** The corpus; attributes without values in the order of their numbers. */
    Corpus build() {
      Corpus corpus =
          new Corpus(
              tokenStart.toArray(),
              labels.toArray(),
              attributeStart.toArray(),
              attributes.toArray(),
              values == null ? null : Arrays.copyOf(values, attributes.size()),
              edges.size() == 0 ? null : edgeStart.toArray(),
              edges.toArray(),
              weights == null ? null : Arrays.copyOf(weights, sentences()));
      corpus.sortAttributes();
      return corpus;
    }
  }
}
