package io.ebm.testkit;

import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The contract of a {@link Tokenizer}, check by check; each throws {@link AssertionError}. */
public final class TokenizerChecks {

  private static final int THREADS = 4;

  private TokenizerChecks() {}

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }

  /** Texts in another order have the same vocabulary, and so have the same texts again. */
  public static void orderOfTextsDoesNotMatter(Tokenizer tokenizer, List<String> texts) {
    Vocabulary first = tokenizer.learn(texts);
    require(first.equals(tokenizer.learn(texts)), "the same texts again have another vocabulary");
    List<String> others = new ArrayList<>(texts);
    Collections.reverse(others);
    require(first.equals(tokenizer.learn(others)), "in another order they have another vocabulary");
    require(
        first.begin() < 0 && first.end() < 0, "learn() gives marks, which is not for it to choose");
  }

  /**
   * Labels are those of the vocabulary and no marks, of texts that it was learned from and others.
   *
   * @param unseen texts that have tokens that the others have not
   */
  public static void labelsAreOfTheVocabulary(
      Tokenizer tokenizer, List<String> texts, List<String> unseen) {
    Vocabulary vocabulary = tokenizer.learn(texts).marked(true, true);
    List<String> all = new ArrayList<>(texts);
    all.addAll(unseen);
    for (String text : all) {
      for (int label : tokenizer.encode(text, vocabulary)) {
        require(
            label >= 0 && label < vocabulary.size() && !vocabulary.isMark(label),
            "'" + text + "' has the label " + label + " of " + vocabulary.size());
      }
    }
    require(tokenizer.encode("", vocabulary).length == 0, "the empty text has tokens");
  }

  /** The text that labels decode to has these labels, where none is unknown. */
  public static void decodesWhatItEncodes(Tokenizer tokenizer, List<String> texts) {
    Vocabulary vocabulary = tokenizer.learn(texts);
    boolean known = false;
    for (String text : texts) {
      int[] labels = tokenizer.encode(text, vocabulary);
      if (Arrays.stream(labels).anyMatch(label -> label == vocabulary.unknown())) {
        continue;
      }
      known |= labels.length > 0;
      String decoded = tokenizer.decode(labels, vocabulary);
      require(
          Arrays.equals(labels, tokenizer.encode(decoded, vocabulary)),
          "'" + text + "' becomes '" + decoded + "', which has other labels");
    }
    require(known, "no text has known tokens alone; give others");
  }

  /** Marks are no part of the text. */
  public static void leavesMarksOut(Tokenizer tokenizer, List<String> texts) {
    Vocabulary plain = tokenizer.learn(texts);
    Vocabulary marked = plain.marked(true, true);
    for (String text : texts) {
      String expected = tokenizer.decode(tokenizer.encode(text, plain), plain);
      String decoded = tokenizer.decode(marked.mark(tokenizer.encode(text, marked)), marked);
      require(expected.equals(decoded), "with marks, '" + expected + "' becomes '" + decoded + "'");
    }
  }

  /** A label that there is not is refused. */
  public static void refusesWhatIsNoLabel(Tokenizer tokenizer, List<String> texts) {
    Vocabulary vocabulary = tokenizer.learn(texts);
    for (int label : new int[] {-1, vocabulary.size()}) {
      try {
        tokenizer.decode(new int[] {label}, vocabulary);
      } catch (IllegalArgumentException expected) {
        continue;
      }
      throw new AssertionError("label " + label + " of " + vocabulary.size() + " is decoded");
    }
  }

  /** Threads that encode and decode at once do not disturb each other. */
  public static void worksInSeveralThreads(Tokenizer tokenizer, List<String> texts) {
    Vocabulary vocabulary = tokenizer.learn(texts);
    List<int[]> labels = texts.stream().map(text -> tokenizer.encode(text, vocabulary)).toList();
    List<String> decoded = labels.stream().map(row -> tokenizer.decode(row, vocabulary)).toList();
    Concurrent.check(
        "calls of the tokenizer",
        THREADS,
        thread -> {
          boolean right = true;
          for (int round = 0; round < 20; round++) {
            int i = (thread + round) % texts.size();
            right &= Arrays.equals(labels.get(i), tokenizer.encode(texts.get(i), vocabulary));
            right &= decoded.get(i).equals(tokenizer.decode(labels.get(i), vocabulary));
          }
          return right;
        });
  }
}
