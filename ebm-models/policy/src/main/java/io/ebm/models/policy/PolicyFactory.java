package io.ebm.models.policy;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Environment;
import io.ebm.api.Model;
import io.ebm.api.Parameters;
import io.ebm.api.Proposing;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.layers.ShortForm;
import java.util.List;

/**
 * The energy {@code policy}: {@code π(a | s) ∝ exp(-E(s, a))} by a network. Of discrete actions it
 * has an output for each, so that the policy is {@link io.ebm.api.Tractable}; of continuous ones it
 * sees observation and action and has one output. Labels enter as one unit each, a box as ±1, other
 * numbers as they are; with {@code standardise} observations enter by mean and deviation, which a
 * run archives.
 *
 * <p>With {@code proposal} it is {@link Proposing}: a second network sees the observation and
 * normal noise, and its outputs go by tanh into the box of the actions (Haarnoja et al. 2017,
 * section 3.2). The objective {@code amortised-svgd} teaches it, and the sampler {@code amortised}
 * acts by it.
 *
 * <p>The network is a perceptron, or any layers. Those of a policy over discrete actions see the
 * observation in its shape, one of two extents as a picture of one channel, labels as features;
 * those over continuous ones see features: the units of the observation, then those of the action.
 * The energy of continuous actions has all derivatives by them that layers have: it is {@link
 * io.ebm.api.ScoreLearnable} and {@link io.ebm.api.CurvatureLearnable}.
 *
 * <p>Parameters are those of the layers, of a perceptron {@code layers.i.weight} [outputs, inputs]
 * and {@code layers.i.bias} [outputs] with {@code i = 0, 2, 4 …}. Behind them, those of a proposal,
 * {@code proposal.layers.i.weight} and so on; its inputs are the units of the observation, then the
 * noise.
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class PolicyFactory implements EnergyFactory<PolicyConfig> {

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public String description() {
    return "A network from observations, and continuous actions, to the energies of actions.";
  }

  @Override
  public Class<PolicyConfig> configType() {
    return PolicyConfig.class;
  }

  @Override
  public Model create(PolicyConfig config, ComponentContext context) {
    Environment world = Worlds.of(context, "energy 'policy'");
    Encoding seen = Encoding.of(world.observations(), config.standardise(), context);
    if (world.actions() instanceof StateSpace.Categorical actions) {
      if (config.proposal() != null) {
        throw new SettingException(
            "proposal",
            "is for continuous actions; these are of "
                + actions
                + ", and discrete ones are drawn exactly; leave the key out");
      }
      int outputs = actions.levels();
      Parameters.Builder builder = Parameters.builder();
      String what = "one for each action";
      Network network = Nets.ofObservations(seen, layer(config, outputs), outputs, what, builder);
      Parameters parameters = builder.build();
      network.initialise(parameters.values(), context.random());
      return new NetworkPolicy(seen, actions, network, config.unit(), parameters);
    }
    return continuous(config, context, seen, Encoding.of(world.actions()));
  }

  private static Layer layer(PolicyConfig config, int outputs) {
    return ShortForm.layer(
        config.layers(), config.hidden(), config.activation(), config.scale(), outputs);
  }

  private static Model continuous(
      PolicyConfig config, ComponentContext context, Encoding seen, Encoding done) {
    int units = done.units();
    Parameters.Builder builder = Parameters.builder();
    Network network =
        Nets.given(seen, units, "", layer(config, 1), 1, "an energy is one number", builder);
    PolicyConfig.Proposal proposal = config.proposal();
    Network proposes = proposal == null ? null : proposes(config, proposal, seen, units, builder);
    Parameters all = builder.build();
    network.initialise(all.values(), context.random());
    Generator generator = null;
    if (proposes != null) {
      proposes.initialise(all.values(), context.random().split("proposal"));
      generator = new Generator(seen, done, proposes, all);
    }
    return new ContinuousPolicy(seen, done, network, config.unit(), all, generator);
  }

  private static Network proposes(
      PolicyConfig config,
      PolicyConfig.Proposal proposal,
      Encoding seen,
      int units,
      Parameters.Builder into) {
    Layer layer =
        ShortForm.layer(
            proposal.layers(),
            proposal.hidden() == null ? List.of(64, 64) : proposal.hidden(),
            config.activation(),
            config.scale(),
            units);
    int noise = proposal.noise() == null ? units : proposal.noise();
    return Nets.given(seen, noise, "proposal", layer, units, "those of an action", into);
  }
}
