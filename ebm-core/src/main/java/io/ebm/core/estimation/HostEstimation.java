package io.ebm.core.estimation;

import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.EstimationContext;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.core.runtime.Making;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.Workers;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The context of an estimate in a run. */
public final class HostEstimation implements EstimationContext {

  /** Where the estimator stands in an experiment. */
  public static final String PATH = "evaluation.logZ";

  /** Told how much is done, from any thread. */
  @FunctionalInterface
  public interface Listener {
    /** So much of so much is done. */
    void at(long done, long total);
  }

  private final RunContext.Run run;
  private final @Nullable Component<Sampler> sampler;
  private final Workers workers;
  private final Listener listener;

  /**
   * A context.
   *
   * @param run what the contexts of the run share: the seed, the data
   * @param sampler the sampler to use where an estimator names none, or null
   * @param workers the threads
   */
  public HostEstimation(
      RunContext.Run run,
      @Nullable Component<Sampler> sampler,
      Workers workers,
      Listener listener) {
    this.run = run;
    this.sampler = sampler;
    this.workers = workers;
    this.listener = listener;
  }

  @Override
  public Optional<Dataset> data() {
    return Optional.ofNullable(run.data());
  }

  @Override
  public RandomStream random() {
    return RandomStream.of(run.seed()).split(PATH);
  }

  @Override
  public Optional<Component<Sampler>> sampler() {
    return Optional.ofNullable(sampler);
  }

  @Override
  public <T> T create(String name, Component<T> component, int tile, Progress progress) {
    return Making.make(
        component, new RunContext(run, PATH + "." + name, tile, progress, new MetricsBuffer()));
  }

  @Override
  public void parallel(int count, IntConsumer task) {
    workers.parallel(count, task);
  }

  @Override
  public void tiles(int rows, TileTask task) {
    workers.tiles(rows, task);
  }

  @Override
  public void progress(long done, long total) {
    listener.at(done, total);
  }
}
