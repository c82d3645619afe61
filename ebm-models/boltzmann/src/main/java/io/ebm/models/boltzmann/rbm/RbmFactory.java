package io.ebm.models.boltzmann.rbm;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import org.jspecify.annotations.Nullable;

/** The energy {@code rbm}: a restricted Boltzmann machine over binary or real data or labels. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class RbmFactory implements EnergyFactory<RbmConfig> {

  @Override
  public String name() {
    return "rbm";
  }

  @Override
  public String description() {
    return "A restricted Boltzmann machine with visible units that are binary, real, or labels.";
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
        switch (config.hiddenKind()) {
          case BERNOULLI -> new BernoulliUnits();
          case GAUSSIAN -> new GaussianUnits(1);
          case RELU -> new RectifiedUnits();
        };
    int dim = space.dim() * visible.width();
    Layers layers = Layers.of(visible, hidden, dim, config.hidden());
    float[] means =
        context
            .data()
            .map(Dataset::train)
            .map(train -> Rbm.means(train, visible, space.dim()))
            .orElse(null);
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
    RbmConfig.VisibleKind is =
        space instanceof StateSpace.Binary
            ? RbmConfig.VisibleKind.BERNOULLI
            : space instanceof StateSpace.Categorical
                ? RbmConfig.VisibleKind.POTTS
                : space instanceof StateSpace.Real ? RbmConfig.VisibleKind.GAUSSIAN : null;
    RbmConfig.VisibleKind kind = config.visibleKind() == null ? is : config.visibleKind();
    if (is == null || kind != is) {
      throw new IllegalArgumentException(refusal(config.visibleKind(), space));
    }
    return switch (is) {
      case BERNOULLI -> new BernoulliUnits();
      case GAUSSIAN -> new GaussianUnits(config.sigma());
      case POTTS -> new PottsUnits(space.levels());
    };
  }

  private static String refusal(RbmConfig.@Nullable VisibleKind kind, StateSpace space) {
    String advice =
        space instanceof StateSpace.Binary
            ? ". Zeros and ones are real numbers by the data's setting \"real\", without \"binarize\""
            : ". Images become binary by the data's setting \"binarize\"";
    if (kind == null) {
      return "an rbm needs data of zeros and ones, or real ones, or labels; these are "
          + space
          + advice;
    }
    return switch (kind) {
      case BERNOULLI ->
          "visibleKind bernoulli needs data of zeros and ones; these are " + space + advice;
      case GAUSSIAN -> "visibleKind gaussian needs real data; these are " + space + advice;
      case POTTS -> "visibleKind potts needs data that are labels; these are " + space;
    };
  }
}
