package io.ebm.models.policy;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Checkpointed;
import io.ebm.api.Conditional;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Model;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import io.ebm.api.Transitions;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objective of {@link SoftQLearningFactory}. */
final class SoftQLearning implements Objective, Parametric, Checkpointed {

  private static final String WHO = "objective 'soft-q-learning'";
  private static final String LOG_TEMPERATURE = "log-temperature";

  private final SoftQLearningFactory.Config config;
  private Parameters own;
  private Gradient ownGradient;
  private @Nullable Model target;
  private float @Nullable [] restored;
  private @Nullable ActionPoints points;
  private double[] targetEnergies = new double[0];
  private double[] onlineEnergies = new double[0];
  private double[] energies = new double[0];
  private double[] weights = new double[0];
  private double[] values = new double[0];
  private double entropy;

  SoftQLearning(SoftQLearningFactory.Config config) {
    this.config = config;
    own = newParameters();
    ownGradient = own.newGradient();
  }

  /** Why it cannot be used on that; see {@link ComponentFactory#misfit}. */
  static Optional<String> misfit(Model model, boolean conditional, StateSpace actions) {
    if (!conditional) {
      return Optional.of("needs a policy and an actor's data: energy 'policy', data 'replay'");
    }
    if (model.as(Replicable.class).isEmpty()) {
      return Optional.of(
          "needs an energy that is Replicable, as 'policy', to make a second one of");
    }
    if (!ActionPoints.fits(actions)) {
      return Optional.of(
          "needs actions that are one of some labels, or in a box over which it can"
              + " integrate; these are of "
              + actions);
    }
    return Optional.empty();
  }

  @Override
  public Parameters newParameters() {
    Parameters.Builder builder = Parameters.builder();
    if (config.entropyTarget() != null) {
      builder.add(LOG_TEMPERATURE, 1);
    }
    Parameters made = builder.build();
    if (config.entropyTarget() != null) {
      made.values()[0] = (float) Math.log(config.temperature());
    }
    return made;
  }

  @Override
  public void bind(Parameters shared, Gradient into) {
    own = shared;
    ownGradient = into;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, WHO);
    Model model =
        context
            .model()
            .orElseThrow(() -> new IllegalArgumentException(WHO + " needs to know the model"));
    FitContext.require(WHO, misfit(model, context.conditional(), energy.space()));
    Transitions transitions =
        context
            .transitions()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        WHO + " needs what followed each action: data of an actor, as 'replay'"));
    int n = data.size();
    follow(model, learnable.parameters());
    allocate(n, space(model));
    values(model, transitions.next(), context.random());
    double alpha = temperature();
    energy.energies(data, energies);
    double loss = 0;
    double mean = 0;
    for (int i = 0; i < n; i++) {
      double wanted = transitions.reward(i) / alpha + transitions.discount(i) * values[i];
      double missing = energies[i] + wanted;
      if (!Double.isFinite(missing)) {
        throw new NonFiniteException(
            "row " + i + " has energy " + energies[i] + " and is to have " + -wanted);
      }
      weights[i] = missing;
      loss += missing * missing / 2;
      mean -= alpha * energies[i];
    }
    learnable.accumulate(data, weights, gradient);
    context.metrics().record("value", mean / n);
    context.metrics().record("entropy", entropy / n);
    if (config.entropyTarget() != null) {
      ownGradient.values()[0] += (float) (entropy - n * config.entropyTarget());
      context.metrics().record("temperature", alpha);
    }
    return loss;
  }

  private double temperature() {
    return config.entropyTarget() == null ? config.temperature() : Math.exp(own.values()[0]);
  }

  private static StateSpace space(Model model) {
    return ((Conditional<?>) model).targets();
  }

  /** Has the target follow, or makes it. */
  private void follow(Model model, Parameters parameters) {
    if (target == null) {
      Replicable policy = model.as(Replicable.class).orElseThrow();
      target = policy.replica(policy.parameters().copy());
      if (restored != null) {
        System.arraycopy(restored, 0, parameters(target).values(), 0, restored.length);
        restored = null;
      } else {
        return;
      }
    }
    float[] mine = parameters(target).values();
    float[] theirs = parameters.values();
    float rate = (float) config.targetRate();
    for (int k = 0; k < mine.length; k++) {
      mine[k] += rate * (theirs[k] - mine[k]);
    }
  }

  private static Parameters parameters(Model model) {
    return model.as(Parameterised.class).orElseThrow().parameters();
  }

  /** The values of the next states in units of α, and the sum of the policy's entropies there. */
  private void values(Model model, Batch next, RandomStream random) {
    ActionPoints at = points(space(model));
    at.shift(random.split("points"));
    int m = at.count();
    all(target, next, at.points(), targetEnergies);
    double[] policy = targetEnergies;
    if (config.doubleEstimate()) {
      all(model, next, at.points(), onlineEnergies);
      policy = onlineEnergies;
    }
    double volume = at.logVolume();
    entropy = 0;
    for (int i = 0; i < next.size(); i++) {
      double log = logSum(policy, i * m, m) + volume;
      double value = 0;
      double entropyHere = 0;
      for (int k = i * m; k < (i + 1) * m; k++) {
        double logDensity = -policy[k] - log;
        double probability = Math.exp(logDensity + volume);
        entropyHere -= probability * logDensity;
        value += probability * (-targetEnergies[k] - logDensity);
      }
      values[i] = value;
      entropy += entropyHere;
    }
  }

  /** {@code log Σ_k exp(-E_k)} of one row. */
  private static double logSum(double[] energies, int at, int actions) {
    double least = Double.POSITIVE_INFINITY;
    for (int k = at; k < at + actions; k++) {
      least = Math.min(least, energies[k]);
    }
    double sum = 0;
    for (int k = at; k < at + actions; k++) {
      sum += Math.exp(least - energies[k]);
    }
    return Math.log(sum) - least;
  }

  private ActionPoints points(StateSpace actions) {
    if (points == null) {
      points = ActionPoints.of(actions, config.samples());
    }
    return points;
  }

  /** The energies of all pairs of observations and actions. */
  @SuppressWarnings("unchecked") // a policy's contexts are rows of numbers
  private static void all(@Nullable Model model, Batch next, Batch actions, double[] out) {
    Conditional<Batch> policy = Objects.requireNonNull(model).as(Conditional.class).orElseThrow();
    AllPairs.of(policy.given(next), next.size()).pairEnergies(actions, out);
  }

  private void allocate(int n, StateSpace actions) {
    if (energies.length != n) {
      int pairs = n * points(actions).count();
      targetEnergies = new double[pairs];
      onlineEnergies = new double[pairs];
      energies = new double[n];
      weights = new double[n];
      values = new double[n];
    }
  }

  @Override
  public void save(StateWriter writer) {
    if (target != null) {
      writer.put("target", parameters(target).values());
    } else if (restored != null) {
      writer.put("target", restored);
    }
  }

  @Override
  public void restore(StateReader reader) {
    target = null;
    restored = reader.has("target") ? reader.floats("target") : null;
  }
}
