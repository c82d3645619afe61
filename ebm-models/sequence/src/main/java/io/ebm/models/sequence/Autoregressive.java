package io.ebm.models.sequence;

import io.ebm.api.Batch;
import io.ebm.api.Costly;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactExpectations;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.StateSpace;
import io.ebm.api.SymbolCosts;
import io.ebm.api.Tractable;
import io.ebm.nn.Intake;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Networked;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;
import io.ebm.nn.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of symbols, each drawn given all before it by a network that looks at these alone:
 *
 * <pre>{@code
 * E(x) = -Σ_t log softmax(f(x_0 … x_{t-1}))[x_t]
 * }</pre>
 *
 * It is normalised: {@code Z = 1} over the sequences of its space, to which {@code +∞} gives
 * everything else, and {@code Σ_x p(x) ∇θ E(x) = 0}. The scores of first symbols are the tensor
 * {@code first} [levels].
 *
 * <p>Thread-safe while nobody writes the parameters.
 */
final class Autoregressive
    implements EnergyFunction,
        Tractable,
        ExactExpectations,
        ExactDraws,
        Replicable,
        SymbolCosts,
        Costly,
        Networked {

  private final StateSpace.Categorical space;
  private final Intake intake;
  private final Map<Heads, Network> networks;
  private final Parameters parameters;

  private Autoregressive(
      StateSpace.Categorical space, Map<Heads, Network> networks, Parameters parameters) {
    this.space = space;
    this.intake = Intake.labels(space);
    this.networks = networks;
    this.parameters = parameters;
  }

  /** A model whose parameters are all zero; see {@link #initialise}. */
  static Autoregressive of(StateSpace.Categorical space, List<Layer> layers) {
    Parameters.Builder builder = Parameters.builder();
    Map<Heads, Network> networks =
        Map.of(
            Heads.ENERGY, network(Heads.ENERGY, space, layers, builder),
            Heads.COSTS, network(Heads.COSTS, space, layers, Parameters.builder()),
            Heads.NEXT, network(Heads.NEXT, space, layers, Parameters.builder()));
    return new Autoregressive(space, networks, builder.build());
  }

  private static Network network(
      Heads head, StateSpace.Categorical space, List<Layer> layers, Parameters.Builder into) {
    Shape input = Shape.varying(1, space.length(), space.levels());
    return Network.of(
        List.of(input), new boolean[] {false}, head.over(layers, space.levels()), into, "");
  }

  private Network network(Heads head) {
    return Objects.requireNonNull(networks.get(head));
  }

  /** Fills the parameters with what the layers begin with. */
  void initialise(RandomStream random) {
    network(Heads.ENERGY).initialise(parameters.values(), random);
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public Autoregressive replica(Parameters others) {
    return new Autoregressive(space, networks, parameters.requireLayout(others));
  }

  @Override
  public Map<String, Network> networks() {
    return Map.of("", network(Heads.ENERGY));
  }

  @Override
  public double multiplyAdds() {
    return Math.max(1, network(Heads.ENERGY).multiplyAdds());
  }

  private Run run(Heads head, Passes passes, @Nullable Gradient into) {
    return network(head).run(passes, parameters.values(), into == null ? null : into.values());
  }

  @Override
  public void energies(Batch x, double[] out) {
    try (Run run = run(Heads.ENERGY, Passes.VALUES, null)) {
      for (int from = 0; from < x.size(); from += run.rows()) {
        run.begin(intake, x, null, null, from, x.size());
        forward(run, x, from);
        read(run, x, from, out);
      }
    }
  }

  private void forward(Run run, Batch x, int from) {
    run.load(0, 0, intake, x, from);
    run.next();
  }

  private void read(Run run, Batch x, int from, double[] out) {
    int at = run.output(0);
    for (int i = 0; i < run.rows(); i++) {
      out[from + i] =
          space.isSequence(x, from + i) ? run.memory()[at + i] : Double.POSITIVE_INFINITY;
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    accumulate(x, weights, null, into);
  }

  @Override
  public void accumulate(Batch x, double[] weights, double @Nullable [] energies, Gradient into) {
    try (Run run = run(Heads.ENERGY, Passes.PARAMETER_SLOPES, into)) {
      for (int from = 0; from < x.size(); from += run.rows()) {
        run.begin(intake, x, null, null, from, x.size());
        forward(run, x, from);
        if (energies != null) {
          read(run, x, from, energies);
        }
        run.seed(0, 1, weights, from);
        run.next();
      }
    }
  }

  @Override
  public void costs(Batch x, Batch out) {
    try (Run run = run(Heads.COSTS, Passes.VALUES, null)) {
      for (int from = 0; from < x.size(); from += run.rows()) {
        int rows = run.begin(intake, x, null, null, from, x.size());
        forward(run, x, from);
        for (int i = 0; i < rows; i++) {
          for (int t = 0; t < x.dim(); t++) {
            out.set(from + i, t, run.memory()[run.output(0) + t * run.columns() + i]);
          }
        }
      }
    }
  }

  @Override
  public void logPartitions(int rows, double[] out) {
    Arrays.fill(out, 0, rows, 0);
  }

  /** Adds nothing: the expected gradient of a normalised energy is 0. */
  @Override
  public void accumulateExpectations(double[] weights, Gradient into) {}

  @Override
  public void sample(Batch into, RandomStream random) {
    new Drawing(this, into, random).draw();
  }

  /**
   * The scores of what follows each of some beginnings.
   *
   * @param beginnings rows with NaN behind their last symbol, of which each has one at least
   * @param scores receives a row of {@code levels} scores for each
   */
  void next(Batch beginnings, Batch scores) {
    Intake plain = Intake.plain(space.length());
    try (Run run = run(Heads.NEXT, Passes.VALUES, null)) {
      for (int from = 0; from < beginnings.size(); from += run.rows()) {
        int rows = run.begin(plain, beginnings, null, null, from, beginnings.size());
        run.load(0, 0, plain, beginnings, from);
        run.next();
        for (int i = 0; i < rows; i++) {
          for (int a = 0; a < space.levels(); a++) {
            scores.set(from + i, a, run.memory()[run.output(0) + a * run.columns() + i]);
          }
        }
      }
    }
  }

  /** Writes the scores of first symbols into a row. */
  void first(Batch scores, int row) {
    int at = parameters.tensor(Heads.FIRST).offset();
    for (int a = 0; a < space.levels(); a++) {
      scores.set(row, a, parameters.values()[at + a]);
    }
  }

  /**
   * Requires that no cost changes with what follows, at parameters drawn at random.
   *
   * @throws IllegalArgumentException if one does
   */
  void requireCausal(RandomStream random) {
    Parameters others = parameters.copy();
    for (int i = 0; i < others.values().length; i++) {
      others.values()[i] += (float) (0.1 * random.nextGaussian());
    }
    Batch rows = Batch.allocate(2, space.length());
    for (int t = 0; t < space.length(); t++) {
      int first = random.nextInt(space.levels());
      rows.set(0, t, first);
      rows.set(1, t, t <= space.length() / 2 ? first : random.nextInt(space.levels()));
    }
    StateSpace.Categorical endless = new StateSpace.Categorical(space.length(), space.levels());
    Batch costs = Batch.allocate(2, space.length());
    new Autoregressive(endless, networks, others).costs(rows, costs);
    for (int t = 0; t <= space.length() / 2; t++) {
      if (Math.abs(costs.get(0, t) - costs.get(1, t)) > 1e-3f * (1 + Math.abs(costs.get(0, t)))) {
        throw new IllegalArgumentException(
            "layers look at symbols behind the one whose followers they score, so that there is no"
                + " p(x_t | x_0 … x_{t-1}); give attention and transformers \"causal\": true, and"
                + " leave out what looks at all positions");
      }
    }
  }
}
