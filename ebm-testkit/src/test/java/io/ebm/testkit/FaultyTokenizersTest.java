package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The checks of tokenizers fail on tokenizers broken on purpose, one mistake each. */
class FaultyTokenizersTest {

  private static final List<String> TEXTS = List.of("a b c", "b c", "d");
  private static final List<String> UNSEEN = List.of("a e");

  /** Words between blanks, in the order of their texts. */
  private static class Sound implements Tokenizer {
    @Override
    public Vocabulary learn(Iterable<String> texts) {
      TreeSet<String> words = new TreeSet<>();
      texts.forEach(text -> words.addAll(List.of(text.split(" ", -1))));
      return Vocabulary.of(true, List.copyOf(words));
    }

    @Override
    public int[] encode(String text, Vocabulary vocabulary) {
      return text.isEmpty()
          ? new int[0]
          : Arrays.stream(text.split(" ", -1)).mapToInt(vocabulary::label).toArray();
    }

    @Override
    public String decode(int[] labels, Vocabulary vocabulary) {
      List<String> words = new ArrayList<>();
      for (int label : labels) {
        if (!vocabulary.isMark(label)) {
          words.add(vocabulary.token(label));
        }
      }
      return String.join(" ", words);
    }
  }

  private static void fails(Runnable check, String complaint) {
    assertThatThrownBy(check::run)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void aSoundOnePasses() {
    Tokenizer sound = new Sound();
    TokenizerChecks.orderOfTextsDoesNotMatter(sound, TEXTS);
    TokenizerChecks.labelsAreOfTheVocabulary(sound, TEXTS, UNSEEN);
    TokenizerChecks.decodesWhatItEncodes(sound, TEXTS);
    TokenizerChecks.leavesMarksOut(sound, TEXTS);
    TokenizerChecks.refusesWhatIsNoLabel(sound, TEXTS);
    TokenizerChecks.worksInSeveralThreads(sound, TEXTS);
  }

  @Test
  void wordsInTheOrderOfTheTexts() {
    Tokenizer faulty =
        new Sound() {
          @Override
          public Vocabulary learn(Iterable<String> texts) {
            List<String> words = new ArrayList<>();
            for (String text : texts) {
              for (String word : text.split(" ", -1)) {
                if (!words.contains(word)) {
                  words.add(word);
                }
              }
            }
            return Vocabulary.of(true, words);
          }
        };
    fails(
        () -> TokenizerChecks.orderOfTextsDoesNotMatter(faulty, TEXTS),
        "in another order they have another vocabulary");
  }

  @Test
  void noLabelForTheUnknown() {
    Tokenizer faulty =
        new Sound() {
          @Override
          public Vocabulary learn(Iterable<String> texts) {
            return Vocabulary.of(false, super.learn(texts).tokens());
          }
        };
    fails(
        () -> TokenizerChecks.labelsAreOfTheVocabulary(faulty, TEXTS, UNSEEN),
        "'a e' has the label -1 of 6");
  }

  @Test
  void wordsWithoutBlanks() {
    Tokenizer faulty =
        new Sound() {
          @Override
          public String decode(int[] labels, Vocabulary vocabulary) {
            return super.decode(labels, vocabulary).replace(" ", "");
          }
        };
    fails(
        () -> TokenizerChecks.decodesWhatItEncodes(faulty, TEXTS),
        "'a b c' becomes 'abc', which has other labels");
  }

  @Test
  void marksAsWords() {
    Tokenizer faulty =
        new Sound() {
          @Override
          public String decode(int[] labels, Vocabulary vocabulary) {
            return String.join(" ", Arrays.stream(labels).mapToObj(vocabulary::token).toList());
          }
        };
    fails(
        () -> TokenizerChecks.leavesMarksOut(faulty, TEXTS),
        "with marks, 'a b c' becomes '<begin> a b c <end>'");
  }

  @Test
  void anyLabel() {
    Tokenizer faulty =
        new Sound() {
          @Override
          public String decode(int[] labels, Vocabulary vocabulary) {
            int[] within =
                Arrays.stream(labels).map(k -> Math.floorMod(k, vocabulary.size())).toArray();
            return super.decode(within, vocabulary);
          }
        };
    fails(() -> TokenizerChecks.refusesWhatIsNoLabel(faulty, TEXTS), "label -1 of 5 is decoded");
  }

  @Test
  void countingCalls() {
    AtomicInteger calls = new AtomicInteger();
    Tokenizer faulty =
        new Sound() {
          @Override
          public int[] encode(String text, Vocabulary vocabulary) {
            int[] labels = super.encode(text, vocabulary);
            labels[0] = calls.incrementAndGet() > 20 ? 0 : labels[0];
            return labels;
          }
        };
    fails(
        () -> TokenizerChecks.worksInSeveralThreads(faulty, TEXTS),
        "calls of the tokenizer from several threads at once disturb each other");
  }
}
