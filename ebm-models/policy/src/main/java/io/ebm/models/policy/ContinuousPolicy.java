package io.ebm.models.policy;

import io.ebm.api.AllPairs;
import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.Proposing;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.StateSpace;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.Networked;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy over real actions: {@code π(a | s) ∝ exp(-E(s, a))}, with the energy the output of a
 * network that sees observation and action, times a unit; perhaps with a generator beside it, whose
 * tensors come after those of the energy. The energy has all derivatives by the action that a
 * {@link NetworkEnergy} has. Thread-safe while nobody writes the parameters.
 */
final class ContinuousPolicy implements Conditional<Batch>, Replicable, Archived, Networked {

  private final Encoding seen;
  private final Encoding done;
  private final NetworkForm form;
  private final Parameters parameters;
  private final @Nullable Generator generator;

  /**
   * A policy.
   *
   * @param network its state is the action, its condition the observation
   */
  ContinuousPolicy(
      Encoding seen,
      Encoding done,
      Network network,
      double unit,
      Parameters parameters,
      @Nullable Generator generator) {
    this(
        seen,
        done,
        new NetworkForm(
            network, done.space(), done, seen, (float) unit, 0, NetworkForm.Constraint.NONE),
        parameters,
        generator);
  }

  private ContinuousPolicy(
      Encoding seen,
      Encoding done,
      NetworkForm form,
      Parameters parameters,
      @Nullable Generator generator) {
    this.seen = seen;
    this.done = done;
    this.form = form;
    this.parameters = parameters;
    this.generator = generator;
  }

  @Override
  public Map<String, Network> networks() {
    Map<String, Network> networks = new LinkedHashMap<>();
    networks.put("", form.network());
    if (generator != null) {
      networks.put("proposal", generator.network());
    }
    return networks;
  }

  @Override
  public StateSpace targets() {
    return done.space();
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void archive(Path folder) throws IOException {
    seen.archive(folder);
  }

  @Override
  public ContinuousPolicy replica(Parameters others) {
    Generator another = generator == null ? null : generator.over(others);
    return new ContinuousPolicy(seen, done, form, parameters.requireLayout(others), another);
  }

  @Override
  public EnergyFunction given(Batch contexts) {
    seen.check(contexts);
    return new Given(this, contexts);
  }

  /** The energies of actions, given observations. */
  private static final class Given extends NetworkEnergy implements Proposing, AllPairs {

    private final ContinuousPolicy policy;
    private final Batch contexts;

    Given(ContinuousPolicy policy, Batch contexts) {
      super(policy.form, policy.parameters, contexts);
      this.policy = policy;
      this.contexts = contexts;
    }

    @Override
    public Given replica(Parameters others) {
      return new Given(policy.replica(others), contexts);
    }

    /** Loads pairs of all pairs of contexts and targets, and copies of the last behind them. */
    private void load(Run run, Batch y, int from) {
      int columns = run.columns();
      int actions = run.input(0, 0);
      int observations = run.input(1, 0);
      for (int p = 0; p < columns; p++) {
        int pair = from + Math.min(p, run.rows() - 1);
        policy.seen.write(contexts, pair / y.size(), run.memory(), observations, p, columns);
        policy.done.write(y, pair % y.size(), run.memory(), actions, p, columns);
      }
    }

    @Override
    public void pairEnergies(Batch y, double[] out) {
      checkDim(y);
      int pairs = contexts.size() * y.size();
      float unit = form().unit();
      try (Run run = form().network().run(Passes.VALUES, parameters().values(), null)) {
        for (int from = 0; from < pairs; from += run.most()) {
          int count = run.begin(pairs - from);
          load(run, y, from);
          run.next();
          int at = run.output(0);
          for (int i = 0; i < count; i++) {
            out[from + i] = unit * run.memory()[at + i];
          }
        }
      }
    }

    @Override
    public void accumulatePairs(Batch y, double[] weights, Gradient into) {
      checkDim(y);
      int pairs = contexts.size() * y.size();
      float[] theta = parameters().values();
      try (Run run = form().network().run(Passes.PARAMETER_SLOPES, theta, into.values())) {
        for (int from = 0; from < pairs; from += run.most()) {
          run.begin(pairs - from);
          load(run, y, from);
          run.next();
          run.seed(0, form().unit(), weights, from);
          run.next();
        }
      }
    }

    @Override
    public Optional<String> lack(Class<?> capability) {
      return capability == Proposing.class && policy.generator == null
          ? Optional.of("with the setting 'proposal' a policy is Proposing")
          : super.lack(capability);
    }

    private Generator proposals() {
      return Objects.requireNonNull(
          policy.generator, "a policy without 'proposal' proposes nothing");
    }

    @Override
    public void propose(Batch into, RandomStream random) {
      proposals().propose(contexts, into, random);
    }

    @Override
    public void accumulateProposals(RandomStream random, Batch slopes, Gradient into) {
      proposals().accumulate(contexts, random, slopes, into);
    }
  }
}
