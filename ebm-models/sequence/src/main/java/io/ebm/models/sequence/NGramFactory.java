package io.ebm.models.sequence;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Model;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The energy {@code n-gram}; see {@link NGram}. It is counted, not trained. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class NGramFactory implements EnergyFactory<NGramFactory.Config> {

  /**
   * Settings of {@code n-gram}.
   *
   * @param order n, at least 1
   * @param add δ, positive
   */
  public record Config(
      @Setting(value = "4", doc = "How many symbols go together, n, at least 1: 2 for pairs.")
          int order,
      @Setting(value = "0.03", doc = "What is added to the count of every symbol, δ, positive.")
          double add) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("order", order, 1);
      Checks.positive("add", add);
    }
  }

  @Override
  public String name() {
    return "n-gram";
  }

  @Override
  public String description() {
    return "Sequences by how often each symbol followed those before it; normalised, not trained.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Model create(Config config, ComponentContext context) {
    StateSpace.Categorical space = Symbols.space(name(), context);
    Path archive = context.archive().orElse(null);
    if (archive == null) {
      Counts counts =
          context
              .data()
              .map(data -> Counts.of(config.order(), space, data))
              .orElseThrow(() -> new IllegalArgumentException("an n-gram needs data to count"));
      return new NGram(space, counts, config.add());
    }
    try {
      Path file = archive.resolve(NGram.FILE);
      return new NGram(
          space, Counts.read(config.order(), space.levels(), file), config.add());
    } catch (IOException e) {
      throw new UncheckedIOException(archive + " cannot be read", e);
    }
  }
}
