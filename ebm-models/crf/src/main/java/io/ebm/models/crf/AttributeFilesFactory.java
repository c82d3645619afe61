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
 * {@code crfsuite}: sentences whose attributes are computed already, in CRFsuite's text format: a
 * token a line, its label and its attributes separated by tabs, a blank line between sentences. An
 * attribute may have a weight ({@code name:0.5}); a colon or backslash of a name is escaped by a
 * backslash.
 */
@AutoService(DatasetFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class AttributeFilesFactory implements DatasetFactory<AttributeFilesFactory.Config> {

  /**
   * Settings of {@code crfsuite}.
   *
   * @param file training sentences; may end in {@code .gz}
   * @param heldOutFile sentences for evaluation
   * @param cutOff how often an attribute must occur, at least 1
   * @param scores how to score
   */
  public record Config(
      @Setting(doc = "Attribute file of the training sentences, plain or .gz") String file,
      @Setting(doc = "Attribute file of the held-out sentences") @Nullable String heldOutFile,
      @Setting(value = "1", doc = "How often an attribute must occur to be kept, at least 1")
          int cutOff,
      @Setting(
              value = "\"auto\"",
              doc = "Score chunks (as conlleval) or tags; auto: chunks if all labels are theirs")
          Scoring scores) {

    /** Checks the values. */
    public Config {
      Checks.atLeast("cutOff", cutOff, 1);
    }
  }

  @Override
  public String name() {
    return "crfsuite";
  }

  @Override
  public String description() {
    return "Labelled sentences with weighted attributes, in CRFsuite's text format.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    return new SentenceFiles(context, config.file(), config.heldOutFile())
        .open(
            new Vocabulary(Layout.ATTRIBUTES, 0, List.of(), true),
            config.cutOff(),
            config.scores());
  }
}
