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
 * {@code conll}: sentences in column files, a token a line and a blank line between sentences, with
 * attributes made by templates in the syntax of CRF++. Columns are separated by blanks or tabs.
 *
 * <p>A file for prediction may lack the label's column. Attributes that the training data do not
 * have are left out; a label that they do not have counts as wrong when scored and has likelihood
 * zero.
 */
@AutoService(DatasetFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ConllFactory implements DatasetFactory<ConllFactory.Config> {

  /**
   * Settings of {@code conll}.
   *
   * @param file training sentences; may end in {@code .gz}
   * @param heldOutFile sentences for evaluation
   * @param template template file
   * @param templates templates, instead of a file
   * @param labelColumn the label's column, from 0, or from the end
   * @param boundary what templates make of places outside of the sentence
   * @param cutOff how often an attribute must occur, at least 1
   * @param scores how to score
   */
  public record Config(
      @Setting(doc = "Column file of the training sentences, plain or .gz") String file,
      @Setting(doc = "Column file of the held-out sentences") @Nullable String heldOutFile,
      @Setting(doc = "Template file in the syntax of CRF++") @Nullable String template,
      @Setting(doc = "The lines of a template file, instead of a file")
          @Nullable List<String> templates,
      @Setting(value = "-1", doc = "The column of the label, from 0, or from the end: -1 is last")
          int labelColumn,
      @Setting(
              value = "\"markers\"",
              doc =
                  "What templates make of places outside of the sentence: markers _B-1 and _B+1 as"
                      + " CRF++, or omit, with attributes __BOS__ and __EOS__, as CRFsuite's examples")
          Boundary boundary,
      @Setting(value = "1", doc = "How often an attribute must occur to be kept, at least 1")
          int cutOff,
      @Setting(
              value = "\"auto\"",
              doc = "Score chunks (as conlleval) or tags; auto: chunks if all labels are theirs")
          Scoring scores) {

    /** Checks the values. */
    public Config {
      SentenceFiles.checkTemplates(template, templates, true);
      templates = SentenceFiles.copy(templates);
      Checks.atLeast("cutOff", cutOff, 1);
    }
  }

  @Override
  public String name() {
    return "conll";
  }

  @Override
  public String description() {
    return "Labelled sentences in column files, with CRF++ templates.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Vocabulary empty =
        new Vocabulary(
            Layout.COLUMNS,
            config.labelColumn(),
            SentenceFiles.templates(context, config.template(), config.templates()),
            config.boundary() == Boundary.MARKERS);
    return new SentenceFiles(context, config.file(), config.heldOutFile())
        .open(empty, config.cutOff(), config.scores());
  }
}
