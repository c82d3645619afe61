package io.ebm.core.config;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.Model;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Optimizer;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.core.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An experiment: everything that a run depends on. */
public record Experiment(
    @Setting(doc = "Name of the experiment and of its run folders: letters, digits, . _ -")
        String name,
    @Setting(value = "0", doc = "Seed of every random number") long seed,
    @Setting(doc = "The examples to learn from") @Nullable Component<Dataset> data,
    @Setting(doc = "The model") Component<Model> energy,
    @Setting(doc = "The loss to train by") @Nullable Component<Objective> objective,
    @Setting(value = "{\"type\": \"adam\"}", doc = "What moves the parameters")
        Component<Optimizer> optimizer,
    @Setting(value = "{}", doc = "How to train") Training training,
    @Setting(value = "{}", doc = "How to draw from the trained model") Sampling sampling,
    @Setting(value = "{}", doc = "How to evaluate the trained model") Evaluation evaluation) {

  private static final int LONGEST_NAME = 100;

  public Experiment {
    Checks.that(
        name.length() <= LONGEST_NAME && name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"),
        "name",
        "must be at most "
            + LONGEST_NAME
            + " letters, digits, '.', '_' and '-', but is '"
            + Texts.brief(name)
            + "'");
  }

  /** The sampler to draw with: the one of {@code sampling}, or else the one in the objective. */
  public @Nullable Component<Sampler> sampler() {
    if (sampling.sampler() != null) {
      return sampling.sampler();
    }
    return objective == null ? null : samplerIn(objective.config());
  }

  /** The first sampler in a config, or in the components that it holds. */
  private static @Nullable Component<Sampler> samplerIn(Record config) {
    List<Component<Sampler>> found = new ArrayList<>();
    collect(config, found);
    return found.isEmpty() ? null : found.get(0);
  }

  @SuppressWarnings("unchecked") // a component of a sampler factory makes samplers
  private static void collect(Record config, List<Component<Sampler>> found) {
    Nested.in(
        config,
        (path, component) -> {
          if (component.factory() instanceof SamplerFactory<?>) {
            found.add((Component<Sampler>) component);
          } else if (component.factory() instanceof ObjectiveFactory<?>) {
            collect(component.config(), found);
          }
        });
  }
}
