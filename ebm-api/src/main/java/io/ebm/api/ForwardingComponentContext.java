package io.ebm.api;

import java.nio.file.Path;
import java.util.Optional;

/** A {@link ComponentContext} before another: what is not overridden is what that one says. */
public interface ForwardingComponentContext extends ComponentContext {

  /** The context behind. */
  ComponentContext outer();

  @Override
  default String path() {
    return outer().path();
  }

  @Override
  default RandomStream random() {
    return outer().random();
  }

  @Override
  default StateSpace dataSpace() {
    return outer().dataSpace();
  }

  @Override
  default Optional<Dataset> data() {
    return outer().data();
  }

  @Override
  default Optional<Path> archive() {
    return outer().archive();
  }

  @Override
  default <T> T create(String name, Component<T> component) {
    return outer().create(name, component);
  }

  @Override
  default Path resolve(String file) {
    return outer().resolve(file);
  }

  @Override
  default TrainedModel trained(String run) {
    return outer().trained(run);
  }

  @Override
  default Progress progress() {
    return outer().progress();
  }

  @Override
  default Metrics metrics() {
    return outer().metrics();
  }
}
