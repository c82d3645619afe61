package io.ebm.models.policy;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Environment;
import io.ebm.api.Model;
import io.ebm.api.StateSpace;
import java.util.List;

/**
 * The energy {@code policy}: {@code π(a | s) ∝ exp(-E(s, a))} by a network. Of discrete actions it
 * has an output for each, so that the policy is {@link io.ebm.api.Tractable}; of continuous ones it
 * sees observation and action and has one output. Labels enter as one unit each, a box as ±1, other
 * numbers as they are; with {@code standardise} observations enter by mean and deviation, which a
 * run archives.
 *
 * <p>Parameters, with {@code l} from 0: {@code layers.l.weight} [outputs, inputs] and {@code
 * layers.l.bias} [outputs]; inputs are those of the observation, then those of the action.
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
      Network network =
          Network.of(seen.units(), config.hidden(), actions.levels(), config.activation());
      network.initialise(config.scale(), context.random());
      return new NetworkPolicy(seen, actions, network, config.unit());
    }
    Encoding done = Encoding.of(world.actions());
    List<Integer> hidden = config.hidden();
    Network network = Network.of(seen.units() + done.units(), hidden, 1, config.activation());
    network.initialise(config.scale(), context.random());
    return new ContinuousPolicy(seen, done, network, config.unit());
  }
}
