package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Model;
import io.ebm.api.Objective;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import io.ebm.api.report.RunView;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RunView} for tests of sections and scorers: deterministic, in the calling thread, with
 * tiles of at most 64 rows as the host's.
 *
 * <pre>{@code
 * RunView run = TestRun.of(model).data(data).samples(samples).build();
 * }</pre>
 */
public final class TestRun implements RunView {

  private static final int ROWS = 64;

  private final Builder settings;

  private TestRun(Builder settings) {
    this.settings = settings;
  }

  /** A builder of a run of a model; there is nothing else by default. */
  public static Builder of(Model model) {
    return new Builder(model);
  }

  @Override
  public Model model() {
    return settings.model;
  }

  @Override
  public Optional<Dataset> data() {
    return Optional.ofNullable(settings.data);
  }

  @Override
  public Optional<Dataset> task() {
    return Optional.ofNullable(settings.task == null ? settings.data : settings.task);
  }

  @Override
  public Optional<Objective> objective() {
    return Optional.ofNullable(settings.objective);
  }

  @Override
  public Optional<Batch> samples() {
    return Optional.ofNullable(settings.samples);
  }

  @Override
  public Batch restored(Batch rows) {
    Batch copy = rows.copy();
    if (settings.data instanceof Rescaled units) {
      units.restore(copy);
    }
    return copy;
  }

  @Override
  public Batch rescaled(Batch rows) {
    Batch copy = rows.copy();
    if (settings.data instanceof Rescaled units) {
      units.rescale(copy);
    }
    return copy;
  }

  @Override
  public boolean completes() {
    return settings.completion != null;
  }

  @Override
  public Batch completed(Batch given) {
    if (settings.completion == null) {
      throw new IllegalArgumentException("this run completes nothing");
    }
    return settings.completion.apply(given.copy());
  }

  @Override
  public boolean drawsClasses() {
    return settings.ofClasses != null;
  }

  @Override
  public Batch drawn(int[] classes) {
    if (settings.ofClasses == null) {
      throw new IllegalArgumentException("this run draws no classes");
    }
    return settings.ofClasses.apply(classes.clone());
  }

  @Override
  public Map<String, Double> numbers() {
    return settings.numbers;
  }

  @Override
  public RandomStream random() {
    return RandomStream.of(settings.seed).split("run");
  }

  @Override
  public void parallel(int count, IntConsumer task) {
    for (int i = 0; i < count; i++) {
      task.accept(i);
    }
  }

  @Override
  public void tiles(int rows, TileTask task) {
    int count = Math.max(1, (rows + ROWS - 1) / ROWS);
    for (int tile = 0; tile < count; tile++) {
      task.run(tile, (int) ((long) rows * tile / count), (int) ((long) rows * (tile + 1) / count));
    }
  }

  /** Collects what a run has; not thread-safe. */
  public static final class Builder {
    private final Model model;
    private @Nullable Dataset data;
    private @Nullable Dataset task;
    private @Nullable Objective objective;
    private @Nullable Batch samples;
    private @Nullable UnaryOperator<Batch> completion;
    private @Nullable Function<int[], Batch> ofClasses;
    private Map<String, Double> numbers = Map.of();
    private long seed;

    private Builder(Model model) {
      this.model = model;
    }

    private Builder(Builder other) {
      model = other.model;
      data = other.data;
      task = other.task;
      objective = other.objective;
      samples = other.samples;
      completion = other.completion;
      ofClasses = other.ofClasses;
      numbers = other.numbers;
      seed = other.seed;
    }

    /** The data; none by default. */
    public Builder data(Dataset newData) {
      data = newData;
      return this;
    }

    /** The data as the model learns them; the data by default. */
    public Builder task(Dataset newTask) {
      task = newTask;
      return this;
    }

    /** The objective that it was trained by, with what it learned; none by default. */
    public Builder objective(Objective newObjective) {
      objective = newObjective;
      return this;
    }

    /** Samples in the model's units; none by default. */
    public Builder samples(Batch newSamples) {
      samples = newSamples;
      return this;
    }

    /** What fills in gaps; nothing by default. */
    public Builder completion(UnaryOperator<Batch> newCompletion) {
      completion = newCompletion;
      return this;
    }

    /** What draws a state of each class; nothing by default. */
    public Builder ofClasses(Function<int[], Batch> newOfClasses) {
      ofClasses = newOfClasses;
      return this;
    }

    /** What was evaluated; nothing by default. */
    public Builder numbers(Map<String, Double> newNumbers) {
      numbers = Map.copyOf(newNumbers);
      return this;
    }

    /** The seed of the run's stream; 0 by default. */
    public Builder seed(long newSeed) {
      seed = newSeed;
      return this;
    }

    /** The run. */
    public TestRun build() {
      return new TestRun(new Builder(this));
    }
  }
}
