package io.ebm.core.sections;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Parameterised;
import io.ebm.api.Sequences;
import io.ebm.api.StateSpace;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.api.text.Textual;
import io.ebm.nn.Intake;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.Networked;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;
import io.ebm.nn.layers.Attention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each token of a held-out text attends to, by layers and heads. */
@AutoService(ReportSection.class)
public final class AttentionSection implements ReportSection {

  private static final int MOST_MAPS = 16;
  private static final int MOST_TOKENS = 64;
  private static final int PIXELS = 190;

  @Override
  public String name() {
    return "attention";
  }

  @Override
  public String description() {
    return "What the tokens of a held-out text attend to, of a model with attention.";
  }

  @Override
  public String heading() {
    return "Attention";
  }

  @Override
  public boolean applies(RunView run) {
    return run.data().filter(data -> data instanceof Textual).isPresent()
        && network(run).filter(network -> !weights(network).isEmpty()).isPresent();
  }

  /** The only network of the model, if examples enter it. */
  private static Optional<Network> network(RunView run) {
    return run.model()
        .as(Networked.class)
        .map(networked -> List.copyOf(networked.networks().values()))
        .filter(networks -> networks.size() == 1 && networks.get(0).inputs().size() == 1)
        .map(networks -> networks.get(0))
        .filter(network -> run.data().flatMap(data -> intake(network, data.space())).isPresent());
  }

  private static List<String> weights(Network network) {
    return network.shown().stream().filter(place -> place.endsWith(Attention.WEIGHTS)).toList();
  }

  /** How examples enter a network: as its energy's states do, or as labels. */
  private static Optional<Intake> intake(Network network, StateSpace space) {
    int units = network.inputs().get(0).units();
    List<Intake> known = new ArrayList<>(List.of(NetworkForm.intake(space)));
    if (space instanceof StateSpace.Categorical labels) {
      known.add(Intake.labels(labels));
    }
    return known.stream().filter(intake -> intake.units() == units).findFirst();
  }

  @Override
  public void draw(RunView run, Page on) {
    Dataset data = run.data().orElseThrow();
    Network network = network(run).orElseThrow();
    Batch row = example(data);
    Textual texts = (Textual) data;
    int tokens = Sequences.symbols(data.space(), row, 0);
    if (tokens > MOST_TOKENS) {
      on.paragraph("The text has " + tokens + " tokens, too many to be drawn.");
      return;
    }
    on.paragraph(
        "Each row is a token, from the first on, and its columns are what it attends to in:");
    on.preformatted(String.join(" ", Tokens.of(texts, data.space(), row, 0)) + "\n");
    List<Picture.Panel> panels = panels(run, network, row, tokens);
    on.picture(
        "attention",
        "Weights of attention by layers and heads; bright is much",
        () -> new Picture.HeatMaps(panels));
  }

  /** The first held-out example that has some tokens, or the first of all. */
  private static Batch example(Dataset data) {
    var examples = data.heldOut().size() > 0 ? data.heldOut() : data.train();
    int dim = data.space().dim();
    for (int i = 0; i < Math.min(examples.size(), MOST_TOKENS); i++) {
      Batch row = examples.range(i, i + 1, dim);
      int tokens = Sequences.symbols(data.space(), row, 0);
      if (tokens >= 4 && tokens <= MOST_TOKENS) {
        return row;
      }
    }
    return examples.range(0, 1, dim);
  }

  private static List<Picture.Panel> panels(RunView run, Network network, Batch row, int tokens) {
    float[] theta = run.model().as(Parameterised.class).orElseThrow().parameters().values();
    Intake intake = intake(network, run.data().orElseThrow().space()).orElseThrow();
    List<Picture.Panel> panels = new ArrayList<>();
    for (String place : weights(network)) {
      Network part = network.upTo(place);
      int queries = part.output().extent(1);
      try (Run forward = part.run(Passes.VALUES, theta, null)) {
        forward.begin(intake, row, null, null, 0, 1);
        forward.load(0, 0, intake, row, 0);
        forward.next();
        int most = network.inputs().get(0).extent(1);
        int heads = part.output().channels() / most;
        for (int head = 0; head < heads && panels.size() < MOST_MAPS; head++) {
          int side = Math.max(1, PIXELS / tokens); // so that cells have edges
          double[][] map = new double[side * tokens][side * tokens];
          for (int y = 0; y < map.length; y++) {
            for (int x = 0; x < map.length; x++) {
              int unit = (head * most + x / side) * queries + y / side;
              map[y][x] = forward.memory()[forward.output(0) + unit * forward.columns()];
            }
          }
          panels.add(new Picture.Panel(heading(place) + ", head " + head, map));
        }
      }
    }
    return panels;
  }

  private static String heading(String place) {
    return place.replace("layers.", "").replace("." + Attention.WEIGHTS, "");
  }
}
