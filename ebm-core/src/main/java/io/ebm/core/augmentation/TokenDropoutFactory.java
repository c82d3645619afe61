package io.ebm.core.augmentation;

import com.google.auto.service.AutoService;
import io.ebm.api.Augmentation;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code token-dropout}: labels of a text replaced by one that stands for what is unknown, or left
 * out, each by itself with some probability (Iyyer et al. 2015, "Deep unordered composition rivals
 * syntactic methods for text classification", section 3.1).
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(AugmentationFactory.class)
public final class TokenDropoutFactory implements AugmentationFactory<TokenDropoutFactory.Config> {

  private static final String NAME = "token-dropout";

  /** The config. */
  public record Config(
      @Setting(value = "0.1", doc = "With what probability a label is replaced") double probability,
      @Setting(value = "0", doc = "By which label; tokenizers have 0 for what is unknown")
          int label,
      @Setting(
              value = "0",
              doc =
                  "With what probability a label is left out, and those behind it move up; one at"
                      + " least stays. Only where the number of labels varies")
          double deletion) {

    /** Checks the ranges. */
    public Config {
      Checks.between("probability", probability, 0, 1);
      Checks.atLeast("label", label, 0);
      Checks.between("deletion", deletion, 0, 1);
      Checks.that(
          probability > 0 || deletion > 0,
          "probability",
          "must be above 0 where 'deletion' is 0, or nothing would be changed");
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Texts with labels replaced by the unknown one, or left out.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, StateSpace space) {
    int labels =
        space instanceof StateSpace.Varying varying
            ? varying.channels() == 1 ? varying.labels() : 0
            : space instanceof StateSpace.Categorical categorical ? categorical.levels() : 0;
    if (labels == 0) {
      return Optional.of("is for labels, as the tokens of texts are, not for " + space);
    }
    if (config == null) {
      return Optional.empty();
    }
    if (config.label() >= labels) {
      return Optional.of(
          "replaces by label " + config.label() + ", and labels go from 0 to " + (labels - 1));
    }
    if (space instanceof StateSpace.Categorical categorical
        && config.label() == categorical.end()) {
      return Optional.of("replaces by label " + config.label() + ", which ends sequences");
    }
    return config.deletion() > 0 && !space.varies()
        ? Optional.of(
            "leaves labels out by 'deletion' only where their number varies, not for " + space)
        : Optional.empty();
  }

  @Override
  public Augmentation create(Config config, ComponentContext context) {
    return space -> {
      misfit(config, space)
          .ifPresent(
              why -> {
                throw new IllegalArgumentException("augmentation '" + NAME + "' " + why);
              });
      return (rows, row, random) -> change(config, space, rows, row, random);
    };
  }

  private static void change(
      Config config, StateSpace space, Batch rows, int row, RandomStream random) {
    float[] array = rows.array();
    int begin = rows.offset(row);
    int end = begin;
    while (end < begin + rows.dim() && !Float.isNaN(array[end])) {
      end++;
    }
    if (space instanceof StateSpace.Categorical labels && labels.end() >= 0) {
      int symbols = labels.symbols(rows, row);
      boolean ended = rows.get(row, symbols - 1) == labels.end();
      end = begin + (ended ? symbols - 1 : symbols); // the end of a sequence stays where it is
    }
    if (config.deletion() > 0) {
      end = leaveOut(config.deletion(), array, begin, end, random);
    }
    for (int at = begin; config.probability() > 0 && at < end; at++) {
      if (random.nextDouble() < config.probability()) {
        array[at] = config.label();
      }
    }
  }

  /** Leaves labels out, and answers where they end then; of none that stays, one at random does. */
  private static int leaveOut(
      double probability, float[] array, int begin, int end, RandomStream random) {
    float saved = begin < end ? array[begin + random.nextInt(end - begin)] : Float.NaN;
    int to = begin;
    for (int at = begin; at < end; at++) {
      if (random.nextDouble() >= probability) {
        array[to++] = array[at];
      }
    }
    if (to == begin && begin < end) {
      array[to++] = saved;
    }
    Arrays.fill(array, to, end, Float.NaN);
    return to;
  }
}
