package io.ebm.models.neural;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Parameters;
import io.ebm.nn.layers.Sequence;

/**
 * {@code score-network}: any layers that give as many numbers as a state has, told the noise and
 * perhaps the class; see {@link NoisyField}.
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class ScoreNetworkFactory implements EnergyFactory<ScoreNetworkConfig> {

  @Override
  public String name() {
    return "score-network";
  }

  @Override
  public String description() {
    return "A network from states and a noise level to what the states were without noise.";
  }

  @Override
  public Class<ScoreNetworkConfig> configType() {
    return ScoreNetworkConfig.class;
  }

  @Override
  public NoisyField create(ScoreNetworkConfig config, ComponentContext context) {
    Parameters.Builder builder = Parameters.builder();
    NoisyForm form =
        NoisyEnergyFactory.form(
            context,
            new Sequence(config.layers()),
            config.deviation(),
            config.lowest(),
            config.spectralNorm(),
            config.weightNorm(),
            builder);
    NoisyField field =
        new NoisyField(
            form, config.parametrisation(), builder.build(), NoisyModel.level(form.lowest()));
    field.initialise(context.random());
    return field;
  }
}
