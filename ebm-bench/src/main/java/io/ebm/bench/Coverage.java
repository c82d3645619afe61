package io.ebm.bench;

import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which installed energies, samplers and objectives are measured. */
final class Coverage {

  /** Those that are not measured by themselves, with the reason. */
  static final Map<String, String> EXCLUDED =
      Map.of(
          "energy table-policy",
          "it looks numbers up; soft-q-learning is measured with it",
          "energy score-network",
          "its energy is an integral along the flow; its field is measured with denoising",
          "sampler amortised",
          "a pass of a policy's generator, given observations; amortised-svgd is measured with it");

  private static final Pattern TYPE = Pattern.compile("\"(\\w+)\": \\{\"type\": \"([a-z0-9-]+)\"");

  private Coverage() {}

  /** The components that have no benchmark and are not excluded, as {@code sampler nuts}. */
  static List<String> missing(Registry registry) {
    Set<String> measured = measured();
    List<String> missing = new ArrayList<>();
    for (Kind kind : List.of(Kind.ENERGY, Kind.SAMPLER, Kind.OBJECTIVE)) {
      for (String name : registry.names(kind)) {
        String component = kind.word() + " " + name;
        if (!measured.contains(component) && !EXCLUDED.containsKey(component)) {
          missing.add(component);
        }
      }
    }
    return missing;
  }

  /** What each case is about. */
  static Set<String> measured() {
    Set<String> all = new HashSet<>();
    Stream.of(EnergyCase.values()).forEach(c -> all.add(component("energy", c.experiment())));
    Stream.of(SamplerCase.values()).forEach(c -> all.add(component("sampler", c.experiment())));
    Stream.of(ObjectiveCase.values()).forEach(c -> all.add(component("objective", c.experiment())));
    return all;
  }

  /** The outermost component of a kind in an experiment. */
  private static String component(String kind, String experiment) {
    Matcher matcher = TYPE.matcher(experiment);
    while (matcher.find()) {
      if (matcher.group(1).equals(kind)) {
        return kind + " " + matcher.group(2);
      }
    }
    throw new IllegalStateException("no " + kind + " in " + experiment);
  }
}
