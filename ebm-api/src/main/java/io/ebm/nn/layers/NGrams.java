package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Axis;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;
import java.util.Objects;

/**
 * The n-grams of labels, as labels: of a state with {@code n} positions {@code [1, ≤most]} all runs
 * of {@code least} to {@code most} labels, the shortest first, {@code n - length + 1} of each
 * length. Behind it an {@code embedding} has a vector for each, and a {@code global-pool} their
 * mean (Joulin et al. 2017, "Bag of tricks for efficient text classification").
 *
 * <p>Single labels stay as they are. Longer runs are labels by a hash of them, one of {@code
 * buckets} behind the single labels, if there are those; so two may share one. A state with fewer
 * positions than {@code least} has none: {@code global-pool} makes 0 of none by {@code sum} and
 * {@code mean}. What is no label is an {@link IllegalArgumentException} when the network is run.
 */
public record NGrams(
    @Setting(value = "1", doc = "Labels of the shortest runs, at least 1.") int least,
    @Setting(value = "2", doc = "Labels of the longest runs, at least 'least' and at most 16.")
        int most,
    @Setting(
            value = "65536",
            doc = "How many labels there are for the runs of two labels and more, at least 1.")
        int buckets,
    @Setting(
            value = "0",
            doc = "How many labels enter; 0 for as many as the data have. Only for 'least' 1.")
        int levels)
    implements Layer {

  private static final int MOST_LABELS = 1 << 24;

  /** Checks the values. */
  public NGrams {
    Checks.between("least", least, 1, 16);
    Checks.between("most", most, least, 16);
    Checks.between("buckets", buckets, 1, MOST_LABELS);
    Checks.between("levels", levels, 0, MOST_LABELS);
    Checks.that(
        levels == 0 || least == 1,
        "levels",
        "is for single labels, which there are not with a 'least' of " + least);
  }

  /** Runs of so many labels of data that tell how many labels they have. */
  public NGrams(int least, int most, int buckets) {
    this(least, most, buckets, 0);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value given = Layer.one("n-grams", inputs);
    Shape shape = given.shape();
    if (shape.rank() != 2 || shape.channels() != 1) {
      throw new IllegalArgumentException("n-grams takes labels, [1, positions], not " + shape);
    }
    Value x = wiring.packed(given);
    Axis axis = Objects.requireNonNull(x.shape().axis());
    int singles = least > 1 ? 0 : levels > 0 ? levels : axis.labels();
    if (least == 1 && singles == 0) {
      throw new IllegalArgumentException(
          "n-grams needs its 'levels' here, as " + shape + " does not tell how many labels it has");
    }
    if (least == 1 && axis.labels() > singles) {
      throw new IllegalArgumentException(
          "n-grams of %d levels takes labels from 0 to %d, and the data have them from 0 to %d"
              .formatted(singles, singles - 1, axis.labels() - 1));
    }
    int labels = singles + (most > 1 ? buckets : 0);
    if (labels > MOST_LABELS) {
      throw new IllegalArgumentException(
          "n-grams of %d labels and %d buckets would give %d labels, and there can be %d"
              .formatted(singles, buckets, labels, MOST_LABELS));
    }
    long runs = 0;
    for (int length = least; length <= most; length++) {
      runs += Math.max(0, axis.most() - length + 1);
    }
    if (runs == 0) {
      throw new IllegalArgumentException(
          "n-grams of %d labels and more takes states of as many positions, not %s"
              .formatted(least, shape));
    }
    Axis out =
        wiring.axis(
            "runs of %d to %d of %d, %d and %d labels"
                .formatted(least, most, axis.id(), singles, buckets),
            Math.toIntExact(runs),
            labels);
    return wiring.add(new NGramsOperation(this, singles), Shape.packed(1, out), x);
  }

  /** Makes {@code n-grams} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<NGrams> {
    /** For the service loader. */
    public Factory() {
      super("n-grams", "The n-grams of labels, as labels.", NGrams.class);
    }
  }
}
