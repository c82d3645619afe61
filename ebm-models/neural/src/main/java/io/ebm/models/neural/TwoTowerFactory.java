package io.ebm.models.neural;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Model;
import io.ebm.api.StateSpace;

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
    Dataset data =
        context
            .data()
            .orElseThrow(
                () -> new IllegalArgumentException("energy 'two-tower' needs data of pairs"));
    if (data.train() instanceof ConditionalExamples<?> pairs
        && data.train().size() > 0
        && pairs.contexts(new int[] {0}, 0, 1) instanceof Batch first) {
      StateSpace contexts = pairs.contextSpace().orElse(StateSpace.real(first.dim()));
      TwoTower towers = TwoTower.of(data.space(), contexts, config);
      towers.initialise(context.random());
      return towers;
    }
    throw new IllegalArgumentException(
        "energy 'two-tower' needs data whose contexts are rows of numbers, as those of 'halves'");
  }
}
