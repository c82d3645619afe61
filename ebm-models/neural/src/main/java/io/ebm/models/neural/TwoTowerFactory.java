package io.ebm.models.neural;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Model;

/** The energy {@code two-tower}: pairs that belong together, by two encoders. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class TwoTowerFactory implements EnergyFactory<TwoTowerConfig> {

  @Override
  public String name() {
    return "two-tower";
  }

  @Override
  public String description() {
    return "Pairs of rows by the product of their embeddings; for info-nce, clip and triplet.";
  }

  @Override
  public Class<TwoTowerConfig> configType() {
    return TwoTowerConfig.class;
  }

  @Override
  public Model create(TwoTowerConfig config, ComponentContext context) {
    TwoTower towers = TwoTower.of(context.dataSpace(), Pairs.contexts(name(), context), config);
    towers.initialise(context.random());
    return towers;
  }
}
