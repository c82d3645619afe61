package io.ebm.core.features;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Features;
import io.ebm.api.FeaturesFactory;
import io.ebm.api.Parameterised;
import io.ebm.api.Rescaled;
import io.ebm.api.Setting;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.api.TrainedModel;
import io.ebm.core.Texts;
import io.ebm.math.Scratch;
import io.ebm.nn.Intake;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.Networked;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code run}: the values that leave a layer of the network of a trained run. */
@AutoService(FeaturesFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class RunFeaturesFactory implements FeaturesFactory<RunFeaturesFactory.Config> {

  /**
   * Settings of {@code run}.
   *
   * @param run the folder
   * @param layer the layer
   */
  public record Config(
      @Setting(
              doc =
                  "The folder of a trained run whose model is made of layers, as a classifier on the"
                      + " same kind of data; looked for beside the experiment, under EBM_DATA and in"
                      + " the working folder")
          String run,
      @Setting(
              doc =
                  "The layer whose values are taken, as its tensors are named: layers.9; 'ebm"
                      + " describe FILE --network' lists the layers")
          String layer) {

    /** Requires names. */
    public Config {
      Checks.that(!run.isBlank(), "run", "must name the folder of a run");
      Checks.that(!layer.isBlank(), "layer", "must name a layer, as in layers.9");
    }
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String description() {
    return "The values of a layer of a trained network.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Features create(Config config, ComponentContext context) {
    TrainedModel trained;
    try {
      trained = context.trained(config.run());
    } catch (IllegalArgumentException e) {
      throw new SettingException("run", Texts.reason(e));
    }
    checkSpace(context.dataSpace(), trained);
    Dataset data = context.data().orElse(null);
    Rescaled units = data instanceof Rescaled rescaled ? rescaled : TrainedModel.SOURCE;
    Network network = network(config, trained);
    Intake intake = NetworkForm.intake(trained.space());
    if (network.inputs().size() != 1 || network.inputs().get(0).size() != intake.units()) {
      throw new SettingException(
          "layer",
          "the network of '"
              + config.run()
              + "' takes "
              + network.inputs()
              + ", and features are of states alone, of "
              + trained.space());
    }
    return new LayerFeatures(
        network,
        intake,
        trained.model().as(Parameterised.class).orElseThrow().parameters().values(),
        units,
        trained.units(),
        config.layer()
            + " of "
            + config.run()
            + " ("
            + network.output().size()
            + (network.output().size() == 1 ? " number)" : " numbers)"));
  }

  /**
   * States may be bits where the run was trained on real numbers: they enter the network as these
   * numbers.
   */
  private static void checkSpace(StateSpace here, TrainedModel trained) {
    StateSpace there = trained.space();
    boolean fits =
        here.shape().equals(there.shape())
            && (there.levels() == 0
                ? here.levels() == 0 || here instanceof StateSpace.Binary
                : there.equals(here));
    if (!fits) {
      throw new SettingException(
          "run",
          "'"
              + trained.name()
              + "' was trained on states of "
              + there
              + ", and these are of "
              + here
              + "; they must have one shape, and be both real numbers, or bits for either");
    }
  }

  private static Network network(Config config, TrainedModel trained) {
    Networked networked =
        trained
            .model()
            .as(Networked.class)
            .orElseThrow(
                () ->
                    new SettingException(
                        "run",
                        "energy '"
                            + trained.energy()
                            + "' of '"
                            + config.run()
                            + "' is not made of layers, which those with a setting 'layers' are"));
    List<String> known = new ArrayList<>();
    String wanted = config.layer().replace('[', '.').replace("]", "");
    for (Map.Entry<String, Network> each : networked.networks().entrySet()) {
      for (String place : each.getValue().places()) {
        if (wanted.equals(each.getKey() + place)) {
          return each.getValue().upTo(place);
        }
        known.add(each.getKey() + place);
      }
    }
    throw new SettingException(
        "layer",
        "there is no layer '"
            + config.layer()
            + "' in '"
            + config.run()
            + "'; there are "
            + String.join(", ", known)
            + Texts.didYouMean(wanted, known));
  }

  /** Rows go to the network in the units that it was trained on. */
  @SuppressWarnings("ArrayRecordComponent") // the parameters, never compared
  private record LayerFeatures(
      Network network,
      Intake intake,
      float[] parameters,
      Rescaled units,
      Rescaled trained,
      String description)
      implements Features {

    @Override
    public int dim() {
      return network.output().size();
    }

    @Override
    public void compute(Batch rows, Batch into) {
      int dim = dim();
      try (Scratch scratch = Scratch.open();
          Run run = network.run(Passes.VALUES, parameters, null)) {
        Batch own = Batch.of(scratch.floats(rows.length()), 0, rows.size(), rows.dim());
        own.copyFrom(rows);
        units.restore(own);
        trained.rescale(own);
        for (int from = 0; from < own.size(); from += run.most()) {
          int count = run.begin(own.size() - from);
          run.load(0, 0, intake, own, from);
          run.next();
          int at = run.output(0);
          for (int i = 0; i < count; i++) {
            for (int k = 0; k < dim; k++) {
              into.set(from + i, k, run.memory()[at + k * run.columns() + i]);
            }
          }
        }
      }
    }
  }
}
