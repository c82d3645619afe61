package io.ebm.models.crf;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code conllu}: sentences of Universal Dependencies. Words are tokens; the lines of ranges
 * ({@code 1-2}) and empty nodes ({@code 1.1}) and comments are passed over, and copied when
 * predictions are written. Columns count from 0, so {@code %x[0,1]} is the word form.
 */
@AutoService(DatasetFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ConlluFactory implements DatasetFactory<ConlluFactory.Config> {

  /** The column to predict. */
  public enum Label {
    /** Universal part of speech. */
    UPOS,
    /** The treebank's own part of speech. */
    XPOS,
    /** Morphological features. */
    FEATS,
    /** Relation to the head. */
    DEPREL;

    int column() {
      return switch (this) {
        case UPOS -> 3;
        case XPOS -> 4;
        case FEATS -> 5;
        case DEPREL -> 7;
      };
    }
  }

  /** What is used where an experiment has no template: words, their endings, beginnings, shape. */
  static final List<String> STANDARD =
      List.of(
          "U00:%x[0,1]",
          "U01:%lower[0,1]",
          "U02:%lower[-1,1]",
          "U03:%lower[1,1]",
          "U04:%lower[-2,1]",
          "U05:%lower[2,1]",
          "U06:%lower[-1,1]/%lower[0,1]",
          "U07:%lower[0,1]/%lower[1,1]",
          "U08:%lower[-1,1]/%lower[1,1]",
          "U10:%suffix[0,1,1]",
          "U11:%suffix[0,1,2]",
          "U12:%suffix[0,1,3]",
          "U13:%suffix[0,1,4]",
          "U14:%suffix[0,1,5]",
          "U15:%prefix[0,1,1]",
          "U16:%prefix[0,1,2]",
          "U17:%prefix[0,1,3]",
          "U18:%prefix[0,1,4]",
          "U20:%shape[0,1]",
          "U21:%shape[-1,1]/%shape[0,1]",
          "U22:%shape[0,1]/%shape[1,1]",
          "U23:%suffix[-1,1,3]",
          "U24:%suffix[1,1,3]",
          "U25:%suffix[-1,1,3]/%suffix[0,1,3]",
          "U26:%suffix[0,1,3]/%suffix[1,1,3]",
          "U27:%shape[0,1]/%suffix[0,1,3]",
          "B");

  /**
   * Settings of {@code conllu}.
   *
   * @param file training sentences; may end in {@code .gz}
   * @param heldOutFile sentences for evaluation
   * @param label what to predict
   * @param template template file
   * @param templates templates, instead of a file
   * @param boundary what templates make of places outside of the sentence
   * @param cutOff how often an attribute must occur, at least 1
   */
  public record Config(
      @Setting(doc = "CoNLL-U file of the training sentences, plain or .gz") String file,
      @Setting(doc = "CoNLL-U file of the held-out sentences") @Nullable String heldOutFile,
      @Setting(value = "\"upos\"", doc = "The column to predict") Label label,
      @Setting(
              doc =
                  "Template file in the syntax of CRF++; without any, words around, endings,"
                      + " beginnings and shapes are used")
          @Nullable String template,
      @Setting(doc = "The lines of a template file, instead of a file")
          @Nullable List<String> templates,
      @Setting(
              value = "\"markers\"",
              doc =
                  "What templates make of places outside of the sentence: markers _B-1 and _B+1 as"
                      + " CRF++, or omit, with attributes __BOS__ and __EOS__, as CRFsuite's examples")
          Boundary boundary,
      @Setting(value = "1", doc = "How often an attribute must occur to be kept, at least 1")
          int cutOff) {

    /** Checks the values. */
    public Config {
      SentenceFiles.checkTemplates(template, templates, false);
      templates = SentenceFiles.copy(templates);
      Checks.atLeast("cutOff", cutOff, 1);
    }
  }

  @Override
  public String name() {
    return "conllu";
  }

  @Override
  public String description() {
    return "Labelled sentences in CoNLL-U files (Universal Dependencies).";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    boolean standard = config.template() == null && config.templates() == null;
    Vocabulary empty =
        new Vocabulary(
            Layout.CONLLU,
            config.label().column(),
            SentenceFiles.templates(
                context, config.template(), standard ? STANDARD : config.templates()),
            config.boundary() == Boundary.MARKERS);
    return new SentenceFiles(context, config.file(), config.heldOutFile())
        .open(empty, config.cutOff(), Scoring.TAGS);
  }
}
