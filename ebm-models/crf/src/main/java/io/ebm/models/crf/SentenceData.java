package io.ebm.models.crf;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.InputFiles;
import io.ebm.api.PredictionFiles;
import io.ebm.api.StateSpace;
import io.ebm.api.TaskScored;
import io.ebm.api.TextLines;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Labelled sentences. The space has as many coordinates as the longest sentence has tokens. Opened
 * from an archive it has the vocabulary of then, and reads its files only when asked for examples.
 */
final class SentenceData implements Dataset, TaskScored, PredictionFiles<Sentences>, Archived {

  static final String FILE = "vocabulary.bin";

  /** Reads the sentences when they are first needed. */
  interface Loader {
    /** The training sentences. */
    Corpus train();

    /** The held-out sentences; new labels get names. */
    Corpus heldOut(Symbols names);

    /** The first held-out sentences, as they stand in their file. */
    List<RawSentence> text(int most);
  }

  private final Vocabulary vocabulary;
  private final int longest;
  private final Loader loader;
  private final Scoring scoring;
  private final Symbols names;
  private SentenceExamples train;
  private SentenceExamples heldOut;
  private boolean loaded;

  private SentenceData(Vocabulary vocabulary, int longest, Loader loader, Scoring scoring) {
    this.vocabulary = vocabulary;
    this.longest = longest;
    this.loader = loader;
    this.scoring = scoring;
    this.names = vocabulary.labels().copy();
    this.train = new SentenceExamples(new Corpus.Builder().build(), vocabulary.labels().size());
    this.heldOut = train;
  }

  /** A data set whose vocabulary was just learned from the training sentences. */
  static SentenceData of(Vocabulary vocabulary, Corpus train, Loader loader, Scoring scoring) {
    Symbols names = vocabulary.labels().copy();
    Corpus heldOut = loader.heldOut(names);
    int longest = Math.max(train.longest(), heldOut.longest());
    SentenceData data = new SentenceData(vocabulary, longest, loader, scoring);
    for (int i = data.names.size(); i < names.size(); i++) {
      data.names.add(names.name(i));
    }
    data.accept(train, heldOut);
    return data;
  }

  /** The data set that wrote an archive. */
  static SentenceData open(Path archive, LoaderOf loader, Scoring scoring) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(InputFiles.open(archive.resolve(FILE))))) {
      int longest = in.readInt();
      Vocabulary vocabulary = Vocabulary.read(in);
      return new SentenceData(vocabulary, longest, loader.of(vocabulary), scoring);
    }
  }

  /** Makes a loader that uses a vocabulary. */
  interface LoaderOf {
    /** The loader. */
    Loader of(Vocabulary vocabulary);
  }

  private void accept(Corpus training, Corpus held) {
    train = new SentenceExamples(training, vocabulary.labels().size());
    heldOut = new SentenceExamples(held, vocabulary.labels().size());
    loaded = true;
  }

  private synchronized void load() {
    if (!loaded) {
      accept(loader.train(), loader.heldOut(names));
    }
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public StateSpace space() {
    return new StateSpace.Categorical(longest, vocabulary.labels().size());
  }

  @Override
  public SentenceExamples train() {
    load();
    return train;
  }

  @Override
  public SentenceExamples heldOut() {
    load();
    return heldOut;
  }

  /** The first held-out sentences, as they stand in their file; fewer if there are no more. */
  List<RawSentence> text(int most) {
    return loader.text(most);
  }

  /** The name of a label; of one that is unknown to the vocabulary too. */
  String label(int label) {
    return label < 0 ? "none" : names.name(label);
  }

  @Override
  public Map<String, Double> scores(Batch predicted) {
    Corpus corpus = heldOut().corpus();
    ChunkScore chunks = new ChunkScore();
    boolean chunked =
        scoring == Scoring.CHUNKS || (scoring == Scoring.AUTO && ChunkScore.fits(names));
    int right = 0;
    int unknown = 0;
    for (int sentence = 0; sentence < corpus.sentences(); sentence++) {
      int start = corpus.tokenStart()[sentence];
      for (int t = 0; t < corpus.length(sentence); t++) {
        int truth = corpus.labels()[start + t];
        int found = (int) predicted.get(sentence, t);
        right += truth == found ? 1 : 0;
        unknown += truth < 0 || truth >= vocabulary.labels().size() ? 1 : 0;
        if (chunked) {
          chunks.token(truth < 0 ? "O" : names.name(truth), names.name(found));
        }
      }
      chunks.endSentence();
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    if (corpus.tokens() > 0) {
      scores.put("tokenAccuracy", (double) right / corpus.tokens());
      if (chunked) {
        chunks.addTo(scores);
      }
      if (unknown > 0) {
        scores.put("tokensOfUnknownLabel", (double) unknown);
      }
    }
    return scores;
  }

  @Override
  public Source<Sentences> read(TextLines lines) {
    return new SentenceSource(vocabulary, lines);
  }

  @Override
  public void archive(Path folder) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(folder.resolve(FILE))))) {
      out.writeInt(longest);
      vocabulary.write(out);
    }
  }
}
