package io.ebm.models.crf;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Model;
import io.ebm.api.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code crf}: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001):
 * {@code p(y | x) ∝ exp(Σ_t [Σ_a value_a w(a, y_t) + w(y_{t-1}, y_t)])} over the label sequences of
 * a sentence. Given sentences it is tractable (scaled forward-backward), decodable (Viterbi, k
 * best), and can be sampled exactly or by Gibbs sweeps.
 *
 * <p><b>Parameters.</b> {@code states}, one weight for each attribute and label; {@code
 * transitions}, one for each two labels in a row; {@code edges}, for two labels in a row with an
 * attribute (templates {@code B…} with macros). They begin at zero. Which there are is fixed by the
 * training data and archived with a run.
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class CrfFactory implements EnergyFactory<CrfFactory.Config> {

  /** Which features to have. */
  public enum Choice {
    /** Those that occur in the training data. */
    SEEN,
    /** All pairs of an attribute that occurs, and a label (or two labels). */
    ALL
  }

  /**
   * Settings of {@code crf}.
   *
   * @param states which state features to have
   * @param transitions which transition and edge features to have
   * @param minFrequency how often a feature must occur, at least 1
   */
  public record Config(
      @Setting(
              value = "\"seen\"",
              doc = "Weights for attribute and label: pairs seen in the training data, or all")
          Choice states,
      @Setting(
              value = "\"seen\"",
              doc = "Weights for two labels in a row: pairs seen in the training data, or all")
          Choice transitions,
      @Setting(
              value = "1",
              doc = "How often a pair must occur to have a weight, at least 1; not with all")
          int minFrequency) {

    /** Checks the values. */
    public Config {
      Checks.atLeast("minFrequency", minFrequency, 1);
      Checks.that(
          minFrequency == 1 || states == Choice.SEEN || transitions == Choice.SEEN,
          "minFrequency",
          "has no effect where all pairs have weights");
    }
  }

  @Override
  public String name() {
    return "crf";
  }

  @Override
  public String description() {
    return "Linear-chain conditional random field over the labels of sentences.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Model create(Config config, ComponentContext context) {
    @Nullable Dataset data = context.data().orElse(null);
    if (!(data instanceof SentenceData sentences)) {
      throw new IllegalArgumentException(
          "a crf needs data of sentences: type conll, conllu or crfsuite");
    }
    Path archive = context.archive().orElse(null);
    return new Crf(
        archive == null ? learn(config, sentences) : read(archive), sentences.space().dim());
  }

  private static Features learn(Config config, SentenceData data) {
    Vocabulary vocabulary = data.vocabulary();
    Features features =
        Features.of(
            data.train().corpus(),
            vocabulary.labels().size(),
            vocabulary.attributes(),
            vocabulary.edges(),
            vocabulary.bigrams(),
            config.states() == Choice.ALL,
            config.transitions() == Choice.ALL,
            config.minFrequency());
    if (features.count() == 0) {
      throw new IllegalArgumentException("no feature occurs as often as minFrequency demands");
    }
    return features;
  }

  private static Features read(Path archive) {
    try {
      return Crf.read(archive);
    } catch (IOException e) {
      throw new UncheckedIOException(archive + " cannot be read", e);
    }
  }
}
