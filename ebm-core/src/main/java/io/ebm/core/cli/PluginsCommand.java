package io.ebm.core.cli;

import io.ebm.core.Ebm;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import io.ebm.core.run.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ebm plugins}. */
@Command(
    name = "plugins",
    description =
        "Lists the installed components, scorers and sections of reports, and the jars they come from.",
    mixinStandardHelpOptions = true)
final class PluginsCommand implements Callable<Integer> {

  @Option(names = "--json", description = "Print one JSON array")
  private boolean json;

  @Mixin private HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Ebm ebm = host.open()) {
      Console.of(spec).print(json ? asJson(ebm.registry()) : asTable(ebm.registry()));
    }
    return 0;
  }

  private static String asJson(Registry registry) {
    ArrayNode array = Json.object().putArray("components");
    for (Kind kind : Kind.values()) {
      for (Registry.Entry entry : registry.entries(kind)) {
        ObjectNode object = array.addObject();
        object.put("kind", kind.word());
        object.put("name", entry.name());
        object.put("description", entry.description());
        object.put("plugin", entry.origin().plugin());
        object.put("location", entry.origin().location());
        object.put("version", entry.origin().version());
      }
    }
    return Json.page(array).stripTrailing();
  }

  private static String asTable(Registry registry) {
    List<List<String>> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Registry.Entry entry : registry.entries(kind)) {
        rows.add(
            List.of(
                kind.word(),
                entry.name(),
                entry.origin().jarName() + " " + entry.origin().version(),
                entry.description()));
      }
    }
    return Tables.of(List.of("kind", "name", "from", "what it is"), rows);
  }
}
