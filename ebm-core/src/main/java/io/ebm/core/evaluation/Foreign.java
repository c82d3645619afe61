package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Rows that are no examples of some data, and that a model of these should tell from them. */
public final class Foreign {

  private interface Source {
    Batch rows(Batch heldOut, int most, RandomStream random);
  }

  private final String name;
  private final Source source;

  private Foreign(String name, Source source) {
    this.name = name;
    this.source = source;
  }

  /**
   * Examples of other data.
   *
   * @param rows over the same space
   * @param theirs how those were rescaled, or null
   * @param own the data that they are no examples of, in whose units they are taken
   */
  public static Foreign of(String name, Examples rows, @Nullable Rescaled theirs, Dataset own) {
    return new Foreign(
        name,
        (heldOut, most, random) -> {
          Batch chosen = Choice.rows(rows, own.space().dim(), most, random);
          if (theirs != null) {
            theirs.restore(chosen);
          }
          if (own instanceof Rescaled units) {
            units.rescale(chosen);
          }
          return chosen;
        });
  }

  /**
   * Held-out examples that are changed, each by a stream of its own.
   *
   * @param change of a batch of one row, in place
   */
  public static Foreign changed(String name, BiConsumer<Batch, RandomStream> change) {
    return new Foreign(
        name,
        (heldOut, most, random) -> {
          Batch rows = heldOut.copy();
          for (int i = 0; i < rows.size(); i++) {
            change.accept(rows.slice(i, i + 1), random.split(i));
          }
          return rows;
        });
  }

  /** Held-out examples with their coordinates in random orders. */
  public static Foreign shuffled(String name) {
    return changed(name, Negatives::shuffle);
  }

  /** Uniform noise over the range of the held-out examples, or the levels of their space. */
  public static Foreign uniform(String name, Dataset own) {
    return new Foreign(
        name,
        (heldOut, most, random) -> {
          Batch rows = heldOut.copy();
          if (own.space().levels() > 0) {
            own.space().randomStart(rows, random);
            return rows;
          }
          float[] noise = rows.array();
          float low = Float.POSITIVE_INFINITY;
          float high = Float.NEGATIVE_INFINITY;
          for (float value : noise) {
            low = Math.min(low, value);
            high = Math.max(high, value);
          }
          random.fillUniform(noise, 0, noise.length);
          for (int i = 0; i < noise.length; i++) {
            noise[i] = low + (high - low) * noise[i];
          }
          return rows;
        });
  }

  /** What results call them. */
  public String name() {
    return name;
  }

  /**
   * The rows, in the units of the examples.
   *
   * @param heldOut examples that stand for all; only read
   * @param most rows at most
   */
  public Batch rows(Batch heldOut, int most, RandomStream random) {
    return source.rows(heldOut, most, random);
  }
}
