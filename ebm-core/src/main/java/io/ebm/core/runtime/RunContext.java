package io.ebm.core.runtime;

import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Metrics;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.api.TrainedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The context of a component in a run. A component's stream is a function of the seed, its path and
 * its shard.
 */
public final class RunContext implements ComponentContext {

  /**
   * What all contexts of a run share.
   *
   * @param seed the experiment's seed
   * @param folder what file names are relative to
   * @param dataFolder a second place to look for files, or null
   * @param data the data, or null where there are none
   * @param archive where a run that is opened keeps what its components archived, or null
   * @param files told of every file that a component asks for
   * @param runs opens other runs
   */
  public record Run(
      long seed,
      Path folder,
      @Nullable Path dataFolder,
      @Nullable Dataset data,
      @Nullable Path archive,
      NamedFiles files,
      Opener runs) {

    /** What a new run shares. */
    public Run(long seed, Path folder, @Nullable Path dataFolder, @Nullable Dataset data) {
      this(seed, folder, dataFolder, data, null, NamedFiles.any(), Opener.NONE);
    }

    /** The same with another seed. */
    public Run withSeed(long other) {
      return new Run(other, folder, dataFolder, data, archive, files, runs);
    }
  }

  /** Opens the models of runs. */
  @FunctionalInterface
  public interface Opener {

    /** Opens none. */
    Opener NONE =
        (name, context) -> {
          throw new IllegalArgumentException("'" + name + "' cannot be opened in this program");
        };

    /**
     * The model of a run.
     *
     * @param name the experiment's for it
     * @param context of the component that asks, which finds files
     * @throws IllegalArgumentException if it cannot be opened
     */
    TrainedModel open(String name, RunContext context);
  }

  private final Run run;
  private final String path;
  private final int shard;
  private final Progress progress;
  private final Metrics metrics;

  /** The context of the component at {@code path}; {@code shard} is -1 for what a run has once. */
  public RunContext(Run run, String path, int shard, Progress progress, Metrics metrics) {
    this.run = run;
    this.path = path;
    this.shard = shard;
    this.progress = progress;
    this.metrics = metrics;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public RandomStream random() {
    return RandomStream.of(run.seed()).split(path).split(shard);
  }

  @Override
  public StateSpace dataSpace() {
    if (run.data() == null) {
      throw new IllegalArgumentException(
          "needs to know the space of the data, but the experiment has no \"data\"");
    }
    return run.data().space();
  }

  @Override
  public Optional<Dataset> data() {
    return Optional.ofNullable(run.data());
  }

  @Override
  public Optional<Path> archive() {
    Path all = run.archive();
    return Optional.ofNullable(all == null ? null : all.resolve(path.replace('.', '/')))
        .filter(Files::isDirectory);
  }

  @Override
  public <T> T create(String name, Component<T> component) {
    try {
      return Making.make(
          component, new RunContext(run, path + "." + name, shard, progress, metrics));
    } catch (SettingException e) {
      SettingException placed =
          SettingException.of(
              e.all().stream()
                  .map(
                      each ->
                          new SettingException(
                              name + "." + each.setting(), String.valueOf(each.getMessage())))
                  .toList());
      placed.initCause(e);
      throw placed;
    }
  }

  @Override
  public Path resolve(String file) {
    Path found = find(file);
    run.files().use(file, found);
    return found;
  }

  /**
   * Where a file or a folder of that name is; not noted as used.
   *
   * @throws IllegalArgumentException if it is nowhere
   */
  public Path find(String file) {
    Path beside = run.folder().resolve(file);
    if (Files.exists(beside)) {
      return beside;
    }
    Path inData = run.dataFolder() == null ? beside : run.dataFolder().resolve(file);
    if (Files.exists(inData)) {
      return inData;
    }
    throw new IllegalArgumentException(
        "there is no file "
            + beside
            + (Path.of(file).isAbsolute()
                ? ""
                : run.dataFolder() == null
                    ? ", and no second place to look: the environment variable EBM_DATA is not set"
                    : ", nor " + inData));
  }

  /** Notes that a file which was found is used; see {@link #find}. */
  public void use(String name, Path file) {
    run.files().use(name, file);
  }

  @Override
  public TrainedModel trained(String name) {
    return run.runs().open(name, this);
  }

  @Override
  public Progress progress() {
    return progress;
  }

  @Override
  public Metrics metrics() {
    return metrics;
  }
}
