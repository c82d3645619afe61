package io.ebm.models.crf;

import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.InputFiles;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a data set of sentences. */
final class SentenceFiles {

  private final ComponentContext context;
  private final String file;
  private final @Nullable String heldOutFile;

  SentenceFiles(ComponentContext context, String file, @Nullable String heldOutFile) {
    this.context = context;
    this.file = file;
    this.heldOutFile = heldOutFile;
  }

  /** What to do with a text. */
  private interface Use<T> {
    T of(TextLines lines) throws IOException;
  }

  /**
   * The data set: learned from the files, or as an earlier run archived it.
   *
   * @param vocabulary empty, of the right form
   */
  SentenceData open(Vocabulary vocabulary, int cutOff, Scoring scoring) {
    Path archive = context.archive().orElse(null);
    if (archive != null) {
      try {
        return SentenceData.open(archive, Loading::new, scoring);
      } catch (IOException e) {
        throw new UncheckedIOException(archive + " cannot be read", e);
      }
    }
    Corpus train = read(file, vocabulary::learn);
    if (cutOff > 1) {
      train = vocabulary.cutOff(train, cutOff);
    }
    return SentenceData.of(vocabulary, train, new Loading(vocabulary), scoring);
  }

  private final class Loading implements SentenceData.Loader {
    private final Vocabulary vocabulary;

    Loading(Vocabulary vocabulary) {
      this.vocabulary = vocabulary;
    }

    @Override
    public Corpus train() {
      return read(file, lines -> vocabulary.read(lines, vocabulary.labels().copy()));
    }

    @Override
    public Corpus heldOut(Symbols names) {
      return heldOutFile == null
          ? new Corpus.Builder().build()
          : read(heldOutFile, lines -> vocabulary.read(lines, names));
    }

    @Override
    public List<RawSentence> text(int most) {
      return heldOutFile == null ? List.of() : read(heldOutFile, lines -> first(lines, most));
    }

    private List<RawSentence> first(TextLines lines, int most) throws IOException {
      Layout.Shape shape = vocabulary.shape(true);
      List<RawSentence> sentences = new ArrayList<>();
      while (sentences.size() < most) {
        RawSentence sentence = new RawSentence(false);
        if (!vocabulary.layout().read(lines, shape, sentence)) {
          break;
        }
        sentences.add(sentence);
      }
      return sentences;
    }
  }

  private <T> T read(String name, Use<T> use) {
    Path path = context.resolve(name);
    try (TextLines lines = TextLines.open(path)) {
      return use.of(lines);
    } catch (IOException e) {
      throw new IllegalArgumentException(InputFiles.sentence(path, e), e);
    }
  }

  /** The templates of a config: those in a file, or those listed, or none. */
  static List<Template> templates(
      ComponentContext context, @Nullable String file, @Nullable List<String> listed) {
    if (file == null) {
      return Template.parse(listed == null ? List.of() : listed);
    }
    Path path = context.resolve(file);
    try (TextLines lines = TextLines.open(path)) {
      return Template.parse(lines);
    } catch (IOException e) {
      throw new IllegalArgumentException(InputFiles.sentence(path, e), e);
    }
  }

  static void checkTemplates(
      @Nullable String file, @Nullable List<String> listed, boolean required) {
    Checks.that(file == null || listed == null, "templates", "must not be given beside 'template'");
    Checks.that(
        !required || file != null || listed != null,
        "template",
        "is missing: name a template file, or list 'templates'");
  }

  /** The same list, so that a record keeps no list of the caller's. */
  static @Nullable List<String> copy(@Nullable List<String> listed) {
    return listed == null ? null : List.copyOf(new ArrayList<>(listed));
  }
}
