package io.ebm.api;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Capability of a {@link Dataset} or {@link Model} that derived something from the training data
 * without which its parameters mean nothing: a dictionary, the layout of features. The host has it
 * written into the run's folder when a run starts; whoever opens the run finds it through {@link
 * ComponentContext#archive} and needs the training data no more.
 */
public interface Archived {

  /**
   * Writes it.
   *
   * @param folder an empty folder of this component's own
   */
  void archive(Path folder) throws IOException;
}
