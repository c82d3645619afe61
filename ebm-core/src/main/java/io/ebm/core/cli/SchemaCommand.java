package io.ebm.core.cli;

import io.ebm.core.Ebm;
import io.ebm.core.config.JsonSchema;
import io.ebm.core.run.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ebm schema}. */
@Command(
    name = "schema",
    description = "Prints a JSON Schema of experiments with all installed components.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

  @Mixin private HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Ebm ebm = host.open()) {
      Console.of(spec).print(Json.page(JsonSchema.of(ebm.registry())).stripTrailing());
    }
    return 0;
  }
}
