package io.ebm.core.config;

import io.ebm.api.InputFiles;
import io.ebm.api.TextLines;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.config.Node.ObjectNode;
import io.ebm.core.discovery.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A checked experiment, where it was read from and its effective JSON.
 *
 * @param experiment the experiment
 * @param json everything it says, defaults filled in
 * @param folder what relative file names are relative to
 */
public record ExperimentFile(Experiment experiment, JsonNode json, Path folder) {

  /**
   * Reads an experiment.
   *
   * @param overrides changes of the form {@code path.to.key=value}
   * @throws UserException that lists every problem of the file
   */
  public static ExperimentFile read(Path file, List<String> overrides, Registry registry) {
    String text;
    try {
      text = TextLines.whole(file);
    } catch (IllegalArgumentException e) {
      throw new UserException(Texts.reason(e), e);
    } catch (IOException e) {
      throw new UserException(InputFiles.sentence(file, e), e);
    }
    Path parent = file.toAbsolutePath().getParent();
    return parse(file.toString(), text, parent == null ? file : parent, overrides, registry);
  }

  /**
   * Reads an experiment from a text.
   *
   * @param source what to call the text in messages
   * @param folder what relative file names are relative to
   * @throws UserException that lists every problem of the text
   */
  public static ExperimentFile parse(
      String source, String text, Path folder, List<String> overrides, Registry registry) {
    Problems problems = new Problems();
    Node node = JsonReader.read(source, text, problems);
    if (node != null && !(node instanceof ObjectNode)) {
      problems.add(node.at(), "", "an experiment must be an object, but is " + node.describe());
    }
    Binder.@Nullable Bound bound = null;
    if (node instanceof ObjectNode root) {
      for (String override : overrides) {
        Change.apply(root, override, registry, problems);
      }
      bound = new Binder(registry, problems).record(Experiment.class, root, "", Set.of());
    }
    problems.throwIfAny();
    if (bound == null || !(bound.value() instanceof Experiment experiment)) {
      throw new IllegalStateException("an experiment without problems was not bound");
    }
    return new ExperimentFile(experiment, bound.json(), folder);
  }
}
