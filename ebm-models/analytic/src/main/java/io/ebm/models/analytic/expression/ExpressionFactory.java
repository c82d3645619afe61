package io.ebm.models.analytic.expression;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;

/**
 * The energy {@code expression}: a formula in the experiment. {@code "expression": "sum(i, 0, dim -
 * 2, b * (x[i+1] - x[i]^2)^2 + (1 - x[i])^2)"} with {@code "dim": 2} and {@code "coefficients":
 * [{"name": "b", "values": [100]}]} is Rosenbrock's.
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class ExpressionFactory implements EnergyFactory<ExpressionConfig> {

  @Override
  public String name() {
    return "expression";
  }

  @Override
  public String description() {
    return "A formula over real states, with exact gradients; its coefficients can be learned.";
  }

  @Override
  public Class<ExpressionConfig> configType() {
    return ExpressionConfig.class;
  }

  @Override
  public ExpressionEnergy create(ExpressionConfig config, ComponentContext context) {
    Integer dim = config.dim();
    StateSpace space = dim == null ? context.dataSpace() : StateSpace.real(dim);
    if (space.levels() != 0) {
      throw new SettingException("expression", "is over real states, and the data are of " + space);
    }
    try {
      return new ExpressionEnergy(config.expression(), space, config.coefficients());
    } catch (IllegalArgumentException e) {
      throw new SettingException("expression", String.valueOf(e.getMessage()));
    }
  }
}
