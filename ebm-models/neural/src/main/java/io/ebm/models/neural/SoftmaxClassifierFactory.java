package io.ebm.models.neural;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Labelled;

/** The energy {@code softmax-classifier}: classes given features. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class SoftmaxClassifierFactory implements EnergyFactory<SoftmaxClassifierConfig> {

  @Override
  public String name() {
    return "softmax-classifier";
  }

  @Override
  public String description() {
    return "Classes given features: a softmax over the outputs of a multilayer perceptron.";
  }

  @Override
  public Class<SoftmaxClassifierConfig> configType() {
    return SoftmaxClassifierConfig.class;
  }

  @Override
  public SoftmaxClassifier create(SoftmaxClassifierConfig config, ComponentContext context) {
    SoftmaxClassifier classifier =
        SoftmaxClassifier.of(
            context.dataSpace(),
            classes(name(), context),
            config.hidden(),
            config.activation(),
            SpectralNorm.of(config.spectralNorm()));
    classifier.initialise(config.scale(), context.random());
    return classifier;
  }

  /** How many classes the data have. */
  static int classes(String who, ComponentContext context) {
    Dataset data = context.data().orElse(null);
    if (data instanceof Labelled labelled) {
      return labelled.classes();
    }
    throw new IllegalArgumentException(
        "a " + who + " needs data with labels: csv with labelColumn, or idx or npy with labels");
  }
}
