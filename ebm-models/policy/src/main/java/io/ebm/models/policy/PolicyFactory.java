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
 * <p>Parameters, with {@code l} from 0: {@code layers.l.weight} [outputs, inputs] and {@code
 * layers.l.bias} [outputs]; inputs are those of the observation, then those of the action. Behind
 * them, those of a proposal: {@code proposal.l.weight} and {@code proposal.l.bias}; inputs are
 * those of the observation, then the noise.
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
      Network network =
          Network.of(seen.units(), config.hidden(), actions.levels(), config.activation());
      network.initialise(config.scale(), context.random());
      return new NetworkPolicy(seen, actions, network, config.unit());
    }
    return continuous(config, context, seen, Encoding.of(world.actions()));
  }

  private static Model continuous(
      PolicyConfig config, ComponentContext context, Encoding seen, Encoding done) {
    int inputs = seen.units() + done.units();
    List<Integer> hidden = config.hidden();
    PolicyConfig.Proposal proposal = config.proposal();
    if (proposal == null) {
      Network network = Network.of(inputs, hidden, 1, config.activation());
      network.initialise(config.scale(), context.random());
      return new ContinuousPolicy(seen, done, network, config.unit(), null);
    }
    int noise = proposal.noise() == null ? done.units() : proposal.noise();
    int drawn = seen.units() + noise;
    Parameters.Builder builder = Parameters.builder();
    Network.declare(builder, "layers", inputs, hidden, 1);
    Network.declare(builder, "proposal", drawn, proposal.hidden(), done.units());
    Parameters all = builder.build();
    Network network = Network.over(all, 0, inputs, hidden, 1, config.activation());
    Network proposes =
        Network.over(
            all, 2 * network.layers(), drawn, proposal.hidden(), done.units(), config.activation());
    network.initialise(config.scale(), context.random());
    proposes.initialise(config.scale(), context.random().split("proposal"));
    return new ContinuousPolicy(
        seen, done, network, config.unit(), new Generator(seen, done, proposes));
  }
}
