package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import java.nio.file.Path;

/**
 * A data set to test.
 *
 * @param data the data set, with held-out examples if it can have any
 * @param folder what the names of its files are resolved against
 * @param seed of everything random, told in failures
 */
public record DatasetCase(Component<Dataset> data, Path folder, long seed) {

  /** The most examples that a check reads. */
  private static final int MOST = 2048;

  Dataset create() {
    return create(seed);
  }

  Dataset create(long otherSeed) {
    return data.make(context(otherSeed).build());
  }

  /** As for a run that is opened again. */
  Dataset open(Path archive) {
    return data.make(context(seed).archive(archive).build());
  }

  private TestContext.Builder context(long otherSeed) {
    return TestContext.builder().seed(otherSeed).path("data").folder(folder);
  }

  /** All examples of few, and some of many, evenly spread. */
  static int[] indices(Examples examples) {
    int n = examples.size();
    int[] indices = new int[Math.min(n, MOST)];
    for (int k = 0; k < indices.length; k++) {
      indices[k] = (int) ((long) n * k / indices.length);
    }
    return indices;
  }

  /** Reads those examples. */
  static Batch read(Examples examples, int[] indices, int dim) {
    Batch rows = Batch.allocate(indices.length, dim);
    examples.read(indices, 0, rows);
    return rows;
  }

  @Override
  public String toString() {
    return "data '" + data.type() + "' (seed " + seed + ")";
  }
}
