package io.ebm.models.neural;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Labelled;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.nn.Layer;
import io.ebm.nn.layers.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * The energy {@code noise-network}: any layers and a head, told the noise and perhaps the class;
 * see {@link NoisyEnergy}.
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class NoisyEnergyFactory implements EnergyFactory<NoisyConfig> {

  @Override
  public String name() {
    return "noise-network";
  }

  @Override
  public String description() {
    return "A network from states and a noise level to the energy of the law blurred by it.";
  }

  @Override
  public Class<NoisyConfig> configType() {
    return NoisyConfig.class;
  }

  @Override
  public NoisyEnergy create(NoisyConfig config, ComponentContext context) {
    Parameters.Builder builder = Parameters.builder();
    NoisyForm form =
        form(
            context,
            config.head().over(new Sequence(config.layers())),
            config.deviation(),
            config.lowest(),
            config.spectralNorm(),
            config.weightNorm(),
            builder);
    NoisyEnergy energy = new NoisyEnergy(form, builder.build(), NoisyModel.level(form.lowest()));
    energy.initialise(context.random());
    return energy;
  }

  /** The network's form over the data's space, with classes where contexts of the data are such. */
  static NoisyForm form(
      ComponentContext context,
      Layer layers,
      double deviation,
      double lowest,
      @Nullable Double spectralNorm,
      @Nullable Double weightNorm,
      Parameters.Builder builder) {
    StateSpace space = context.dataSpace();
    if (!(space instanceof StateSpace.Real)) {
      throw new IllegalArgumentException(
          "noise is added to unbounded real states, and the data are in " + space);
    }
    int classes =
        context
            .data()
            .filter(data -> data.train() instanceof ConditionalExamples<?>)
            .filter(Labelled.class::isInstance)
            .map(data -> ((Labelled) data).classes())
            .orElse(0);
    return NoisyForm.of(
        space,
        classes,
        layers,
        deviation,
        lowest,
        NetworkSettings.constraint(spectralNorm, weightNorm),
        builder);
  }
}
