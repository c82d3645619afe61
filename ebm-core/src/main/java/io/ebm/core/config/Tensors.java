package io.ebm.core.config;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What training does with single tensors of a model. They are told by how their names begin: {@code
 * layers.1} begins {@code layers.1.weight} and not {@code layers.10.weight}, and an empty text
 * begins every name.
 */
public record Tensors(
    @Setting(doc = "Tensors that start from the values of others, in a file or another run")
        @Nullable List<Load> load,
    @Setting(
            doc =
                "Beginnings of names, as in [\"layers.0\"], of tensors that keep the values they start"
                    + " from")
        @Nullable List<String> frozen,
    @Setting(doc = "Tensors that are always equal to others, trained by the sum of their gradients")
        @Nullable List<Tie> tied,
    @Setting(
            doc =
                "Tensors with a learning rate of their own, for an optimizer that moves every"
                    + " parameter by itself, as adam; of several beginnings of a name the longest holds")
        @Nullable List<Rate> rates) {

  /** None of it. */
  public static final Tensors NONE = new Tensors(null, null, null, null);

  /**
   * Values to start from.
   *
   * @param from a run's folder or a safetensors file
   * @param prefix how the names begin there
   * @param as how they begin in the model instead
   */
  public record Load(
      @Setting(
              doc =
                  "The folder of a run, whose last checkpoint is taken, or a safetensors file, looked"
                      + " for as files of data are")
          String from,
      @Setting(doc = "How names of the tensors to take begin there; \"\" for all") String prefix,
      @Setting(doc = "How they begin in the model instead; \"prefix\" where absent")
          @Nullable String as) {

    /** Requires the name of a file. */
    public Load {
      Checks.that(!from.isBlank(), "from", "must name a run's folder or a safetensors file");
    }

    /** How the names begin in the model. */
    public String target() {
      return as == null ? prefix : as;
    }
  }

  /**
   * Tensors that are equal.
   *
   * @param prefix how the names of those begin whose values are the first for both
   * @param with how the names of the others begin
   */
  public record Tie(
      @Setting(doc = "How the names of some begin; both start from their values") String prefix,
      @Setting(doc = "How the names of the others begin, which go on alike") String with) {}

  /**
   * A learning rate.
   *
   * @param prefix how the names begin
   * @param factor positive
   */
  public record Rate(
      @Setting(doc = "How their names begin") String prefix,
      @Setting(doc = "What the optimizer's rate is multiplied by, positive") double factor) {

    /** Checks the range. */
    public Rate {
      Checks.positive("factor", factor);
    }
  }

  /** What is to be loaded. */
  public List<Load> loads() {
    return load == null ? List.of() : load;
  }

  /** Beginnings of the names of what is frozen. */
  public List<String> fixed() {
    return frozen == null ? List.of() : frozen;
  }

  /** What is tied. */
  public List<Tie> ties() {
    return tied == null ? List.of() : tied;
  }

  /** Which rates differ. */
  public List<Rate> factors() {
    return rates == null ? List.of() : rates;
  }

  /** Whether the steps of training are other than without. */
  public boolean changeSteps() {
    return !fixed().isEmpty() || !ties().isEmpty() || !factors().isEmpty();
  }
}
