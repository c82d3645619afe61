package io.ebm.testkit;

import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ComponentContext} for tests: deterministic, without a host.
 *
 * <pre>{@code
 * TestContext context = TestContext.builder().seed(7).dataSpace(StateSpace.real(2)).build();
 * Sampler sampler = new LangevinFactory().create(config, context);
 * }</pre>
 */
public final class TestContext implements ComponentContext {

  private final String path;
  private final RandomStream random;
  private final Builder settings;

  private TestContext(String path, RandomStream random, Builder settings) {
    this.path = path;
    this.random = random;
    this.settings = settings;
  }

  /** A context of that seed, without data, at progress 0. */
  public static TestContext of(long seed) {
    return builder().seed(seed).build();
  }

  /** A builder; everything has a default. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public RandomStream random() {
    return random;
  }

  @Override
  public StateSpace dataSpace() {
    if (settings.dataSpace == null) {
      throw new IllegalArgumentException("this context has no data");
    }
    return settings.dataSpace;
  }

  @Override
  public Optional<Dataset> data() {
    return Optional.ofNullable(settings.data);
  }

  @Override
  public Optional<Path> archive() {
    return Optional.ofNullable(settings.archive);
  }

  @Override
  public <T> T create(String name, Component<T> component) {
    Builder inner = new Builder(settings);
    if (settings.archive != null) {
      Path below = settings.archive.resolve(name.replace('.', '/'));
      inner.archive = Files.isDirectory(below) ? below : null;
    }
    return component.make(new TestContext(path + "." + name, random.split(name), inner));
  }

  @Override
  public Path resolve(String file) {
    return settings.folder.resolve(file);
  }

  @Override
  public Progress progress() {
    return settings.progress;
  }

  @Override
  public RecordingMetrics metrics() {
    return settings.metrics;
  }

  /** Collects the settings of a context; not thread-safe. */
  public static final class Builder {
    private long seed;
    private String path = "test";
    private @Nullable StateSpace dataSpace;
    private @Nullable Dataset data;
    private Progress progress = () -> 0;
    private Path folder = Path.of("");
    private @Nullable Path archive;
    private RecordingMetrics metrics = new RecordingMetrics();

    private Builder() {}

    private Builder(Builder other) {
      seed = other.seed;
      path = other.path;
      dataSpace = other.dataSpace;
      data = other.data;
      progress = other.progress;
      folder = other.folder;
      archive = other.archive;
      metrics = other.metrics;
    }

    /** The seed of the component's stream; 0 by default. */
    public Builder seed(long newSeed) {
      seed = newSeed;
      return this;
    }

    /** Where the component stands; {@code test} by default. */
    public Builder path(String newPath) {
      path = newPath;
      return this;
    }

    /** The space of the training examples; none by default. */
    public Builder dataSpace(StateSpace space) {
      dataSpace = space;
      return this;
    }

    /** The data and their space; none by default. */
    public Builder data(Dataset newData) {
      data = newData;
      dataSpace = newData.space();
      return this;
    }

    /** How much of the run is done; constantly 0 by default. */
    public Builder progress(Progress newProgress) {
      progress = newProgress;
      return this;
    }

    /** The folder that file names are resolved against; the working directory by default. */
    public Builder folder(Path newFolder) {
      folder = newFolder;
      return this;
    }

    /**
     * What the component archived in an earlier run; none by default. A nested component finds its
     * own in a folder of its name.
     */
    public Builder archive(Path newArchive) {
      archive = newArchive;
      return this;
    }

    /** Where metrics go; an own recorder by default. */
    public Builder metrics(RecordingMetrics newMetrics) {
      metrics = newMetrics;
      return this;
    }

    /** The context. */
    public TestContext build() {
      return new TestContext(path, RandomStream.of(seed).split(path), new Builder(this));
    }
  }
}
