package io.ebm.testkit;

import io.ebm.api.text.Tokenizer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of a {@link Tokenizer}. Extend it and give the tokenizer. */
public abstract class TokenizerConformance {

  /** The tokenizer. */
  protected abstract Tokenizer tokenizer();

  /** Texts to learn from; some of them have tokens alone that the tokenizer then knows. */
  protected List<String> texts() {
    return List.of(
        "the cat sat on the mat, the cat sat.",
        "The cat",
        "the the  the\tthe",
        "Zürich ist größer als Ulm; 3 × 4 = 12",
        "cafe\u0301 \ud83d\ude00 \u4f60\u597d",
        "on the mat.");
  }

  /** Texts with tokens that {@link #texts} have not. */
  protected List<String> unseen() {
    return List.of("quixotic jazz \u20ac", "\ud83d\ude80", "the cat saw the dog");
  }

  @Test
  void orderOfTextsDoesNotMatter() {
    TokenizerChecks.orderOfTextsDoesNotMatter(tokenizer(), texts());
  }

  @Test
  void labelsAreOfTheVocabulary() {
    TokenizerChecks.labelsAreOfTheVocabulary(tokenizer(), texts(), unseen());
  }

  @Test
  void decodesWhatItEncodes() {
    TokenizerChecks.decodesWhatItEncodes(tokenizer(), texts());
  }

  @Test
  void leavesMarksOut() {
    TokenizerChecks.leavesMarksOut(tokenizer(), texts());
  }

  @Test
  void refusesWhatIsNoLabel() {
    TokenizerChecks.refusesWhatIsNoLabel(tokenizer(), texts());
  }

  @Test
  void worksInSeveralThreads() {
    TokenizerChecks.worksInSeveralThreads(tokenizer(), texts());
  }
}
