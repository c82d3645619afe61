package io.ebm.core.cli;

import io.ebm.api.Model;
import io.ebm.core.UserException;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Networked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the layers of a model come to: shapes, parameters, work. */
final class NetworkTable {

  private static final List<String> HEADER =
      List.of("place", "layer", "output", "parameters", "multiply-adds");

  private NetworkTable() {}

  /**
   * Tables of the networks of a model.
   *
   * @throws UserException if it has none
   */
  static String of(String energy, Model model, Registry registry) {
    Networked networked =
        model
            .as(Networked.class)
            .orElseThrow(
                () ->
                    new UserException(
                        "energy '"
                            + energy
                            + "' is not made of layers, which those with a setting 'layers' are"));
    List<String> tables = new ArrayList<>();
    for (Map.Entry<String, Network> each : networked.networks().entrySet()) {
      tables.add(table(each.getKey(), each.getValue(), registry));
    }
    return String.join("\n\n", tables);
  }

  private static String table(String name, Network network, Registry registry) {
    List<List<String>> rows = new ArrayList<>();
    long parameters = 0;
    long work = 0;
    for (Network.LayerSummary layer : network.layers()) {
      rows.add(
          List.of(
              layer.place(),
              name(layer.layer(), registry),
              layer.output().toString(),
              count(layer.parameters()),
              count(layer.multiplyAdds())));
      if (!layer.place().contains(".")) { // those of nested layers are in these
        parameters += layer.parameters();
        work += layer.multiplyAdds();
      }
    }
    rows.add(List.of("all", "", network.output().toString(), count(parameters), count(work)));
    String title = name.isEmpty() ? "" : name + "\n";
    return title
        + "input "
        + String.join(", ", network.inputs().stream().map(Object::toString).toList())
        + "\n"
        + Tables.of(HEADER, rows)
        + "\n"
        + String.format(
            Locale.ROOT,
            "worked on in tiles of %d states, each %,d KiB to learn from",
            network.tile(),
            network.tileBytes() / 1024);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String name(Layer layer, Registry registry) {
    for (Registry.Entry entry : registry.entries(Kind.LAYER)) {
      if (entry.configType() == layer.getClass()) {
        return entry.name();
      }
    }
    return layer.getClass().getSimpleName();
  }
}
