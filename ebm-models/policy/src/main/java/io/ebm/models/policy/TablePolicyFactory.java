package io.ebm.models.policy;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Environment;
import io.ebm.api.Model;
import io.ebm.api.StateSpace;

/**
 * The energy {@code table-policy}: an energy of its own for every action in every state, of which
 * both must be labels. All are 0 at first. Parameters: {@code table} [states, actions].
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class TablePolicyFactory implements EnergyFactory<TablePolicyFactory.Config> {

  /** No settings. */
  public record Config() {}

  @Override
  public String name() {
    return "table-policy";
  }

  @Override
  public String description() {
    return "An energy of its own for every action in every one of finitely many states.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Model create(Config config, ComponentContext context) {
    Environment world = Worlds.of(context, "energy 'table-policy'");
    if (world.observations() instanceof StateSpace.Categorical states
        && world.actions() instanceof StateSpace.Categorical actions) {
      return new TablePolicy(states, actions);
    }
    throw new IllegalArgumentException(
        "energy 'table-policy' needs states and actions that are labels, as those of 'gridworld',"
            + " not "
            + world.observations()
            + " and "
            + world.actions()
            + "; energy 'policy' takes any");
  }
}
