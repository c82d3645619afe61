package io.ebm.models.boltzmann.rbm;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;

/** The energy {@code rbm}: a restricted Boltzmann machine over binary or real data. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class RbmFactory implements EnergyFactory<RbmConfig> {

  @Override
  public String name() {
    return "rbm";
  }

  @Override
  public String description() {
    return "A restricted Boltzmann machine with binary or real visible units.";
  }

  @Override
  public Class<RbmConfig> configType() {
    return RbmConfig.class;
  }

  @Override
  public Rbm create(RbmConfig config, ComponentContext context) {
    StateSpace space = context.dataSpace();
    Units visible = visible(config, space);
    Units hidden =
        config.hiddenKind() == RbmConfig.UnitKind.BERNOULLI
            ? new BernoulliUnits()
            : new GaussianUnits(1);
    int dim = space.dim();
    Layers layers = Layers.of(visible, hidden, dim, config.hidden());
    float[] means =
        context.data().map(Dataset::train).map(train -> Rbm.means(train, dim)).orElse(null);
    float[] base = new float[dim];
    if (means != null) {
      int count = context.data().orElseThrow().train().size();
      base = Rbm.baseInputs(visible, means, count);
    } else if (config.centred()) {
      throw new IllegalArgumentException("a centred rbm needs data, for the means of its units");
    }
    Parameters parameters = layers.parameters();
    float[] values = parameters.values();
    int weights = dim * config.hidden();
    context.random().fillGaussian(values, 0, weights);
    for (int i = 0; i < weights; i++) {
      values[i] *= (float) config.weightScale();
    }
    if (config.visibleBias() == RbmConfig.VisibleBias.DATA) {
      System.arraycopy(base, 0, values, layers.visibleBias(), dim);
    }
    return Rbm.of(layers, space, base, config.centred() ? means : null);
  }

  private static Units visible(RbmConfig config, StateSpace space) {
    boolean binary = space instanceof StateSpace.Binary;
    RbmConfig.UnitKind kind = config.visibleKind();
    if (!binary && (!(space instanceof StateSpace.Real) || kind == RbmConfig.UnitKind.BERNOULLI)) {
      throw new IllegalArgumentException(
          (kind == RbmConfig.UnitKind.BERNOULLI
                  ? "visibleKind bernoulli needs data of zeros and ones"
                  : "an rbm needs data of zeros and ones, or real ones")
              + "; these are "
              + space
              + ". Images become binary by the data's setting \"binarize\"");
    }
    if (binary && kind == RbmConfig.UnitKind.GAUSSIAN) {
      throw new IllegalArgumentException(
          "visibleKind gaussian needs real data; these are zeros and ones. Leave out the data's"
              + " setting \"binarize\"");
    }
    return binary ? new BernoulliUnits() : new GaussianUnits(config.sigma());
  }
}
