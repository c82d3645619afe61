package io.ebm.testkit;

import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.EstimationContext;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EstimationContext} for tests: deterministic, in the calling thread, with tiles of at
 * most 64 rows as the host's.
 *
 * @param seed the seed of the estimate's stream
 * @param known the data, or null
 * @param drawing the sampler the experiment draws with, or null
 */
public record TestEstimation(
    long seed, @Nullable Dataset known, @Nullable Component<Sampler> drawing)
    implements EstimationContext {

  private static final int ROWS = 64;

  /** A context of that seed, without data and without a sampler. */
  public static TestEstimation of(long seed) {
    return new TestEstimation(seed, null, null);
  }

  /** The same with these data. */
  public TestEstimation withData(Dataset data) {
    return new TestEstimation(seed, data, drawing);
  }

  /** The same with this sampler. */
  public TestEstimation withSampler(Component<Sampler> sampler) {
    return new TestEstimation(seed, known, sampler);
  }

  @Override
  public Optional<Dataset> data() {
    return Optional.ofNullable(known);
  }

  @Override
  public RandomStream random() {
    return RandomStream.of(seed).split("estimate");
  }

  @Override
  public Optional<Component<Sampler>> sampler() {
    return Optional.ofNullable(drawing);
  }

  @Override
  public <T> T create(String name, Component<T> component, int tile, Progress progress) {
    TestContext.Builder context =
        TestContext.builder().seed(seed).path("estimate." + name + "." + tile).progress(progress);
    if (known != null) {
      context.data(known);
    }
    return component.make(context.build());
  }

  @Override
  public void parallel(int count, IntConsumer task) {
    for (int i = 0; i < count; i++) {
      task.accept(i);
    }
  }

  @Override
  public void tiles(int rows, TileTask task) {
    int[][] tiles = tiles(rows);
    for (int tile = 0; tile < tiles.length; tile++) {
      task.run(tile, tiles[tile][0], tiles[tile][1]);
    }
  }

  /** Where the tiles of so many rows begin and end. */
  int[][] tiles(int rows) {
    int count = Math.max(1, (rows + ROWS - 1) / ROWS);
    int[][] tiles = new int[count][];
    for (int tile = 0; tile < count; tile++) {
      tiles[tile] =
          new int[] {(int) ((long) rows * tile / count), (int) ((long) rows * (tile + 1) / count)};
    }
    return tiles;
  }

  @Override
  public void progress(long done, long total) {
    if (done < 0 || done > total) {
      throw new AssertionError("a progress of " + done + " of " + total);
    }
  }
}
