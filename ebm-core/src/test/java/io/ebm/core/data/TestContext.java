package io.ebm.core.data;

import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Metrics;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.nio.file.Path;
import java.util.Optional;

/** What a data set needs to know: a seed and a folder. */
record TestContext(long seed, Path folder, Optional<Path> archive) implements ComponentContext {

  TestContext(long seed, Path folder) {
    this(seed, folder, Optional.empty());
  }

  @Override
  public String path() {
    return "data";
  }

  @Override
  public RandomStream random() {
    return RandomStream.of(seed);
  }

  @Override
  public StateSpace dataSpace() {
    throw new IllegalArgumentException("a data set has no data before it");
  }

  @Override
  public Optional<Dataset> data() {
    return Optional.empty();
  }

  @Override
  public <T> T create(String name, Component<T> component) {
    throw new IllegalArgumentException("a data set has no components");
  }

  @Override
  public Path resolve(String file) {
    return folder.resolve(file);
  }

  @Override
  public Progress progress() {
    return () -> 0;
  }

  @Override
  public Metrics metrics() {
    return (name, value) -> {};
  }
}
