package io.ebm.models.hopfield;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.StateSpace;

/** The energy {@code modern-hopfield}: attention over stored patterns. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class ModernHopfieldFactory implements EnergyFactory<ModernHopfieldConfig> {

  private static final int CHUNK = 256;

  @Override
  public String name() {
    return "modern-hopfield";
  }

  @Override
  public String description() {
    return "A modern Hopfield network: real states, retrieval by softmax attention over patterns.";
  }

  @Override
  public Class<ModernHopfieldConfig> configType() {
    return ModernHopfieldConfig.class;
  }

  @Override
  public ModernHopfield create(ModernHopfieldConfig config, ComponentContext context) {
    StateSpace space = context.dataSpace();
    if (!(space instanceof StateSpace.Real)) {
      throw new IllegalArgumentException(
          "a modern Hopfield network is over real states, but the data are in "
              + space
              + ". Zeros and ones are real numbers by the data's setting \"real\", without"
              + " \"binarize\"");
    }
    int dim = space.dim();
    Integer wanted = config.patterns();
    boolean stored = config.begin() == ModernHopfieldConfig.Begin.DATA;
    Dataset data = context.data().orElse(null);
    if (stored && data == null) {
      throw new IllegalArgumentException("begin: data needs \"data\", whose examples are patterns");
    }
    int count =
        data != null && stored ? PatternBits.count(data, wanted) : wanted == null ? 1 : wanted;
    Integer given = config.headDim();
    int headDim = given != null ? given : config.heads() > 0 ? dim / config.heads() : 0;
    if (config.heads() > 0 && headDim < 1) {
      throw new IllegalArgumentException(
          "heads: " + config.heads() + " are more than the " + dim + " dimensions of a state");
    }
    ModernHopfield network =
        new ModernHopfield(space, count, config.heads(), headDim, config.beta(), config.patience());
    float[] theta = network.parameters().values();
    int patterns = count * dim;
    if (data != null && stored) {
      for (int from = 0; from < count; from += CHUNK) {
        network.setPatterns(data.train().range(from, Math.min(count, from + CHUNK), dim), from);
      }
    } else {
      context.random().split("patterns").fillGaussian(theta, 0, patterns);
      for (int i = 0; i < patterns; i++) {
        theta[i] *= (float) config.scale();
      }
    }
    context.random().split("projections").fillGaussian(theta, patterns, theta.length - patterns);
    for (int i = patterns; i < theta.length; i++) {
      theta[i] /= (float) Math.sqrt(dim);
    }
    return network;
  }
}
