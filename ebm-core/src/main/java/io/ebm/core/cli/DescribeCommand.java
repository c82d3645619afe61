package io.ebm.core.cli;

import io.ebm.api.ComponentFactory;
import io.ebm.core.Ebm;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.compose.Composition;
import io.ebm.core.config.ExperimentFile;
import io.ebm.core.config.Field;
import io.ebm.core.config.Needs;
import io.ebm.core.config.Reference;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ebm describe}. */
@Command(
    name = "describe",
    description = {
      "Describes one component, scorer or section: its keys, their defaults, what it needs.",
      "Without arguments: the whole reference, in Markdown.",
      "Of an experiment, with --network: what its layers come to."
    },
    mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KIND",
      description =
          "energy, sampler, objective, optimizer, dataset, environment, estimator, features, noise,"
              + " augmentation, schedule, noise-schedule, layer, tokenizer, scorer or section; with --network an experiment's file")
  private String kind = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The component's name")
  private String name = "";

  @Option(
      names = "--network",
      description = "Show the layers of an experiment's model: shapes, parameters, work")
  private boolean network;

  @Mixin private HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Ebm ebm = host.open()) {
      if (network && kind.isEmpty()) {
        throw new UserException("describe --network needs an experiment's file");
      }
      if (!network && kind.endsWith(".json")) {
        throw new UserException(
            "'" + kind + "' is no kind; what its layers come to is shown with --network");
      }
      if (network) {
        ExperimentFile experiment = ebm.experiment(Path.of(kind), List.of());
        Composition composition = ebm.compose(experiment);
        String energy = composition.experiment().energy().type();
        Console.of(spec).print(NetworkTable.of(energy, composition.model(), ebm.registry()));
        return 0;
      }
      if (kind.isEmpty()) {
        Console.of(spec).print(Reference.of(ebm.registry()).stripTrailing());
        return 0;
      }
      Kind found = kind();
      Registry.Entry entry = ebm.registry().find(found, name);
      if (entry == null) {
        throw new UserException(ebm.registry().unknown(found, name));
      }
      Console.of(spec).print(describe(entry));
    }
    return 0;
  }

  private Kind kind() {
    for (Kind candidate : Kind.values()) {
      if (candidate.word().equals(kind)) {
        return candidate;
      }
    }
    throw new UserException(
        "there is no kind '"
            + kind
            + "'; kinds are: "
            + String.join(", ", Kind.words())
            + Texts.didYouMean(kind, Kind.words()));
  }

  private static String describe(Registry.Entry entry) {
    StringBuilder text = new StringBuilder();
    text.append(entry.kind().word()).append(' ').append(entry.name()).append('\n');
    text.append("  ").append(entry.description()).append('\n');
    text.append("  from ").append(entry.origin()).append(' ').append(entry.origin().version());
    if (entry.extension() instanceof ComponentFactory<?, ?> factory) {
      Needs.of(factory).ifPresent(needs -> text.append("\n  ").append(needs));
    }
    List<List<String>> rows = new ArrayList<>();
    for (Field field : Field.all(entry.configType())) {
      String standard =
          field.defaultJson() != null
              ? field.defaultJson()
              : field.required() ? "(required)" : "(none)";
      rows.add(List.of(field.name(), field.allowed(), standard, field.doc()));
    }
    if (!rows.isEmpty()) {
      text.append("\n\n").append(Tables.of(List.of("key", "value", "default", "what it is"), rows));
    }
    return text.toString();
  }
}
