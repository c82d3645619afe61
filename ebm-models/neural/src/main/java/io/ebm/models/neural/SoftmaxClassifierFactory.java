package io.ebm.models.neural;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Labelled;
import io.ebm.nn.layers.ShortForm;
import java.util.List;

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
    int classes = classes(name(), context);
    SoftmaxClassifier classifier =
        SoftmaxClassifier.of(
            context.dataSpace(),
            classes,
            ShortForm.layer(
                config.layers(),
                config.hidden() == null ? List.of() : config.hidden(),
                config.activation(),
                config.scale(),
                classes),
            NetworkSettings.constraint(config.spectralNorm(), config.weightNorm()));
    classifier.initialise(context.random());
    return classifier;
  }

  /** How many classes the data have. */
  static int classes(String who, ComponentContext context) {
    Dataset data = context.data().orElse(null);
    if (data instanceof Labelled labelled) {
      return labelled.classes();
    }
    throw new IllegalArgumentException(
        "a "
            + who
            + " needs data with labels: csv with labelColumn; idx, npy or npz with labels;"
            + " image-folder with a folder for each class; cifar; sentences");
  }
}
