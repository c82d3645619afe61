package io.ebm.models.crf;

import io.ebm.api.Batch;
import io.ebm.api.InputFiles;
import io.ebm.api.TextLines;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels sentences by a trained field, in a program and without a host:
 *
 * <pre>{@code
 * CrfTagger tagger = CrfTagger.load(Path.of("runs/conll2000-crf"));
 * List<String> chunks =
 *     tagger.tagColumns(List.of(new String[] {"the", "DT"}, new String[] {"pound", "NN"}));
 * }</pre>
 *
 * <p>Immutable: one tagger may be used by any number of threads at once. It holds the run's
 * vocabulary and weights in memory and no file open.
 */
public final class CrfTagger {

  private final Vocabulary vocabulary;
  private final Crf model;
  private final List<String> labels;
  private final float[] frequent;

  private CrfTagger(Vocabulary vocabulary, Crf model) {
    this.vocabulary = vocabulary;
    this.model = model;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < vocabulary.labels().size(); i++) {
      names.add(vocabulary.labels().name(i));
    }
    this.labels = List.copyOf(names);
    this.frequent = FrequentRows.fill(model.weights());
  }

  /**
   * A sequence of labels.
   *
   * @param labels one for each token
   * @param logProbability of the whole sequence given the sentence
   */
  public record Ranked(List<String> labels, double logProbability) {

    /** Copies the list. */
    public Ranked {
      labels = List.copyOf(labels);
    }
  }

  /**
   * The tagger of a run, with the parameters of its newest checkpoint.
   *
   * @param run the folder that {@code ebm train} made
   * @throws IOException if it is no run of a {@code crf}, or cannot be read
   */
  public static CrfTagger load(Path run) throws IOException {
    Path archive = run.resolve("archive");
    Path words = archive.resolve("data").resolve(SentenceData.FILE);
    if (!Files.isRegularFile(words)) {
      throw new IOException(run + " is no run of a crf: it has no " + words);
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(InputFiles.open(words)))) {
      int longest = in.readInt();
      Vocabulary vocabulary = Vocabulary.read(in);
      Crf model = new Crf(Crf.read(archive.resolve("energy")), longest);
      WeightFile.read(WeightFile.newest(run), model.parameters());
      return new CrfTagger(vocabulary, model);
    }
  }

  /** The labels, in the order of {@link #marginals}. */
  public List<String> labels() {
    return labels;
  }

  /**
   * The most probable labels of a sentence.
   *
   * @param attributes the names of every token's attributes; those the field does not know count
   *     nothing
   */
  public List<String> tag(List<List<String>> attributes) {
    return tag(ofAttributes(attributes));
  }

  /**
   * The same, with attributes made by the run's templates.
   *
   * @param tokens the columns of every token, the label's among them if the files have it before
   *     others
   * @throws IllegalArgumentException if a template refers to a column that a token lacks
   */
  public List<String> tagColumns(List<String[]> tokens) {
    return tag(ofColumns(tokens));
  }

  /**
   * The probability of every label (see {@link #labels}) at every token.
   *
   * @param attributes as for {@link #tag}
   */
  public double[][] marginals(List<List<String>> attributes) {
    return marginals(ofAttributes(attributes));
  }

  /** The same, with attributes made by the run's templates; see {@link #tagColumns}. */
  public double[][] marginalsOfColumns(List<String[]> tokens) {
    return marginals(ofColumns(tokens));
  }

  /**
   * The most probable sequences of labels, the most probable first.
   *
   * @param attributes as for {@link #tag}
   * @param count the most to give, at least 1
   */
  public List<Ranked> best(List<List<String>> attributes, int count) {
    Sentences sentence = ofAttributes(attributes);
    int length = sentence.longest();
    List<Ranked> ranked = new ArrayList<>();
    if (length > 0) {
      CrfEnergy energy = energy(sentence);
      Batch found = Batch.allocate(count, length);
      double[] energies = new double[count];
      energy.best(1, count, found, energies);
      double[] logZ = new double[1];
      energy.logPartitions(1, logZ);
      for (int k = 0; k < count && energies[k] < Double.POSITIVE_INFINITY; k++) {
        ranked.add(new Ranked(names(found, k), -energies[k] - logZ[0]));
      }
    }
    return ranked;
  }

  /**
   * Reads sentences in the form of the run's files, with or without labels, and writes every line
   * with its label as soon as a few sentences are read: a text of any length takes little memory.
   *
   * @throws IllegalArgumentException if the text is malformed, with its line
   */
  public void tag(TextLines in, Appendable out) throws IOException {
    SentenceSource source = new SentenceSource(vocabulary, in);
    for (Sentences block = source.next(16); block != null; block = source.next(16)) {
      Batch states = Batch.allocate(block.size(), block.longest());
      energy(block).decode(states, new double[block.size()]);
      source.write(new io.ebm.api.PredictionFiles.Predictions(states, 1, null, null), out);
    }
    source.end(out);
  }

  private CrfEnergy energy(Sentences sentences) {
    return new CrfEnergy(
        model.weights(),
        sentences,
        new io.ebm.api.StateSpace.Categorical(sentences.longest(), labels.size()),
        frequent);
  }

  private Sentences ofAttributes(List<List<String>> attributes) {
    int count = 0;
    for (List<String> token : attributes) {
      count += token.size();
    }
    Corpus.Builder corpus = new Corpus.Builder(attributes.size(), count);
    Vocabulary.Writer writer = vocabulary.reader();
    for (List<String> token : attributes) {
      for (String attribute : token) {
        writer.plain(attribute, corpus);
      }
      corpus.endToken(-1);
    }
    return sentence(corpus, attributes.size());
  }

  private Sentences ofColumns(List<String[]> tokens) {
    Corpus.Builder corpus = new Corpus.Builder();
    RawSentence raw = new RawSentence(false);
    for (String[] columns : tokens) {
      if (columns.length <= vocabulary.lastColumn()) {
        throw new IllegalArgumentException(
            "a token has "
                + columns.length
                + " columns, but the templates refer to column "
                + vocabulary.lastColumn());
      }
      raw.token("", columns, null);
    }
    if (raw.size() == 0) {
      return sentence(corpus, 0);
    }
    vocabulary.reader().write(raw, corpus);
    return Sentences.all(corpus.build());
  }

  private static Sentences sentence(Corpus.Builder corpus, int length) {
    if (length > 0) {
      corpus.endSentence();
    }
    return Sentences.all(corpus.build());
  }

  private List<String> tag(Sentences sentence) {
    if (sentence.size() == 0) {
      return List.of();
    }
    Batch states = Batch.allocate(1, sentence.longest());
    energy(sentence).decode(states, new double[1]);
    return names(states, 0);
  }

  private List<String> names(Batch states, int row) {
    String[] names = new String[states.dim()];
    for (int t = 0; t < names.length; t++) {
      names[t] = labels.get((int) states.get(row, t));
    }
    return List.of(names);
  }

  private double[][] marginals(Sentences sentence) {
    int length = sentence.longest();
    double[][] rows = new double[length][labels.size()];
    if (length > 0) {
      double[] all = new double[length * labels.size()];
      energy(sentence).marginals(1, all);
      for (int t = 0; t < length; t++) {
        System.arraycopy(all, t * labels.size(), rows[t], 0, labels.size());
      }
    }
    return rows;
  }
}
