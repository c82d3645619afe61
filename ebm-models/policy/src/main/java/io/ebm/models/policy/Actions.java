package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.Conditional;
import io.ebm.api.Decodable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Environment;
import io.ebm.api.ExactDraws;
import io.ebm.api.Model;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import org.jspecify.annotations.Nullable;

/** Chooses actions of one environment by any policy over them. Keeps nothing between two calls. */
final class Actions {

  private final String who;
  private final Environment world;
  private final Acting acting;
  private final @Nullable Sampler sampler;

  private Actions(String who, Environment world, Acting acting, @Nullable Sampler sampler) {
    this.who = who;
    this.world = world;
    this.acting = acting;
    this.sampler = sampler;
  }

  /**
   * Makes the sampler, and checks that it goes with the actions.
   *
   * @param setting where {@code acting} stands in the config
   */
  static Actions of(
      String who, String setting, Environment world, Acting acting, ComponentContext context) {
    boolean discrete = world.actions().levels() > 0;
    if (discrete && acting.sampler() != null) {
      throw new SettingException(
          setting + ".sampler",
          "'"
              + acting.sampler().type()
              + "' is not needed: the actions are of "
              + world.actions()
              + ", and discrete ones are drawn exactly; leave the key out");
    }
    if (!discrete && acting.sampler() == null && !acting.best()) {
      throw new SettingException(
          setting + ".sampler",
          "is missing: the actions are of "
              + world.actions()
              + ", and continuous ones are drawn by a sampler, as {\"type\": \"langevin\"}; 'best' alone"
              + " does for an energy that knows its least action, as 'gaussian-policy'");
    }
    return new Actions(
        who,
        world,
        acting,
        acting.sampler() == null ? null : context.create(setting + ".sampler", acting.sampler()));
  }

  /**
   * The model as a policy of these actions.
   *
   * @throws IllegalArgumentException if it is none
   */
  @SuppressWarnings(
      "unchecked") // what is conditional on other things fails with a ClassCastException
  Conditional<Batch> policy(Model model) {
    Conditional<?> conditional = model.as(Conditional.class).orElse(null);
    if (conditional == null) {
      throw new IllegalArgumentException(
          who + " needs a conditional energy, of actions given observations, as 'policy'");
    }
    if (!conditional.targets().equals(world.actions())) {
      throw new IllegalArgumentException(
          who
              + " needs energies of "
              + world.actions()
              + ", the actions of its environment, not of "
              + conditional.targets());
    }
    return (Conditional<Batch>) conditional;
  }

  /** Chooses an action for every row of observations. */
  void choose(Conditional<Batch> policy, Batch observations, Batch actions, RandomStream random) {
    EnergyFunction energy = policy.given(observations);
    Decodable decodable = energy.as(Decodable.class).orElse(null);
    ExactDraws exact = energy.as(ExactDraws.class).orElse(null);
    if (sampler != null) {
      draw(sampler, energy, actions, random);
    } else if (acting.best() && decodable != null) {
      decodable.decode(actions, new double[actions.size()]);
    } else if (!acting.best() && exact != null) {
      exact.sample(actions, random);
    } else {
      throw new IllegalArgumentException(
          who
              + " needs, where no sampler is given, a policy that is "
              + (acting.best() ? "Decodable" : "ExactDraws")
              + ", and this one is not; give 'sampler', as {\"type\": \"langevin\"}");
    }
  }

  /**
   * Of the best action: every candidate is moved, and the one of least energy is taken. Of a draw:
   * the chain starts from one of the candidates, which are uniform, by its weight {@code exp(-E)}.
   */
  private void draw(Sampler sampler, EnergyFunction energy, Batch actions, RandomStream random) {
    int rows = actions.size();
    StateSpace space = world.actions();
    int count = acting.candidates();
    double[] energies = new double[rows];
    double[] kept = new double[rows];
    Batch candidate = count == 1 ? actions : Batch.allocate(rows, actions.dim());
    for (int c = 0; c < count; c++) {
      RandomStream own = random.split(c);
      space.randomStart(candidate, own.split("start"));
      if (acting.best()) {
        sampler.start(energy, candidate, own.split("chain")).advance(acting.steps());
      }
      if (count > 1) {
        energy.energies(candidate, energies);
        for (int i = 0; i < rows; i++) {
          if (takes(c, energies[i], kept, i, own)) {
            actions.copyRow(i, candidate, i);
          }
        }
      }
    }
    if (!acting.best()) {
      sampler.start(energy, actions, random.split("chain")).advance(acting.steps());
    }
  }

  /** Whether a candidate takes the place of those before it; {@code kept} sums them up. */
  private boolean takes(int c, double energy, double[] kept, int i, RandomStream random) {
    if (acting.best()) {
      boolean better = c == 0 || energy < kept[i];
      kept[i] = better ? energy : kept[i];
      return better;
    }
    // One of them by its weight, without keeping them all: kept is the logarithm of their sum.
    double before = c == 0 ? Double.NEGATIVE_INFINITY : kept[i];
    double most = Math.max(before, -energy);
    kept[i] = most + Math.log(Math.exp(before - most) + Math.exp(-energy - most));
    return c == 0 || Math.log(random.nextDouble()) < -energy - kept[i];
  }
}
