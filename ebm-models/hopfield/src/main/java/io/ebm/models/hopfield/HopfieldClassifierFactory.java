package io.ebm.models.hopfield;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Labelled;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/** The energy {@code hopfield-classifier}: classes given what a Hopfield layer looks up. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class HopfieldClassifierFactory implements EnergyFactory<HopfieldClassifierConfig> {

  @Override
  public String name() {
    return "hopfield-classifier";
  }

  @Override
  public String description() {
    return "Classes given features, by a layer of modern Hopfield networks with learned patterns.";
  }

  @Override
  public Class<HopfieldClassifierConfig> configType() {
    return HopfieldClassifierConfig.class;
  }

  @Override
  public HopfieldClassifier create(HopfieldClassifierConfig config, ComponentContext context) {
    StateSpace space = context.dataSpace();
    Dataset data = context.data().orElse(null);
    if (!(data instanceof Labelled labelled)) {
      throw new IllegalArgumentException(
          "a "
              + name()
              + " needs data with labels: csv with labelColumn; idx, npy or npz with labels;"
              + " image-folder with a folder for each class; cifar");
    }
    HopfieldClassifier classifier =
        new HopfieldClassifier(
            space, labelled.classes(), config.heads(), config.patterns(), config.beta());
    float[] theta = classifier.parameters().values();
    int dim = space.dim();
    int rows = config.heads() * config.patterns();
    RandomStream random = context.random();
    if (config.begin() == ModernHopfieldConfig.Begin.RANDOM) {
      random.fillGaussian(theta, 0, rows * dim);
      for (int i = 0; i < rows * dim; i++) {
        theta[i] *= (float) config.scale();
      }
      return classifier;
    }
    int[] chosen = new int[rows];
    for (int i = 0; i < rows; i++) {
      chosen[i] = random.nextInt(data.train().size());
    }
    data.train().read(chosen, 0, Batch.of(theta, 0, rows, dim));
    return classifier;
  }
}
