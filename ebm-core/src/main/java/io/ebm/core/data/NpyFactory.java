package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Examples;
import io.ebm.api.Setting;
import io.ebm.api.Sizes;
import io.ebm.core.io.Npy;
import io.ebm.core.io.NumberArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays in npy files: the first extent counts the examples, the others are their shape. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class NpyFactory implements DatasetFactory<NpyFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "npy file of the examples, of shape [examples, …]") String file,
      @Setting(doc = "npy file of their labels, whole numbers") @Nullable String labels,
      @Setting(doc = "npy file of the held-out examples") @Nullable String heldOutFile,
      @Setting(doc = "npy file of their labels") @Nullable String heldOutLabels,
      @Setting(doc = "Fraction of the examples of 'file' to hold out, chosen at random")
          @Nullable Double heldOutFraction,
      @Setting(value = "0", doc = "Width of the uniform noise added to every value, once")
          double dequantize,
      @Setting(value = "1", doc = "By what every value is multiplied, after the noise")
          double scale,
      @Setting(value = "0", doc = "What is added to every value, after scaling") double shift,
      @Setting(doc = "Threshold: after shifting, values above it become 1 and the others 0")
          @Nullable Double binarize,
      @Setting(
              doc =
                  "Number of labels, for examples of these: values must be whole numbers from 0 to one"
                      + " less")
          @Nullable Integer levels,
      @Setting(
              value = "false",
              doc =
                  "Whether values that are all 0 or 1 are real numbers all the same; else they are"
                      + " zeros and ones")
          boolean real,
      @Setting(
              value = "false",
              doc =
                  "Whether each column is moved to mean 0 and scaled to standard deviation 1, those of"
                      + " the training examples; samples are written as the columns were")
          boolean standardize) {

    /** Numbers that are no labels, taken as they are. */
    public Config(
        String file,
        @Nullable String labels,
        @Nullable String heldOutFile,
        @Nullable String heldOutLabels,
        @Nullable Double heldOutFraction,
        double dequantize,
        double scale,
        double shift,
        @Nullable Double binarize) {
      this(
          file,
          labels,
          heldOutFile,
          heldOutLabels,
          heldOutFraction,
          dequantize,
          scale,
          shift,
          binarize,
          null,
          false,
          false);
    }

    public Config {
      new Values(scale, shift, dequantize, binarize, levels, real, standardize);
      Split.check(heldOutFile, heldOutFraction);
      Checks.that(
          heldOutLabels == null || heldOutFile != null,
          "heldOutLabels",
          "needs heldOutFile beside it");
      Checks.that(
          heldOutFile == null || (labels == null) == (heldOutLabels == null),
          "heldOutLabels",
          "must be given exactly if labels are given");
    }
  }

  @Override
  public String name() {
    return "npy";
  }

  @Override
  public String description() {
    return "Arrays in NumPy's npy files.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Values values =
        new Values(
            config.scale(),
            config.shift(),
            config.dequantize(),
            config.binarize(),
            config.levels(),
            config.real(),
            config.standardize());
    NumberArray array = DataFiles.read(context, config.file(), Npy::read);
    List<Integer> shape = DataFiles.rowShape(config.file(), array.shape());
    int dim = Sizes.product("a row of shape " + shape, shape);
    values.checkThreshold(config.file(), array);
    Examples train =
        values.examples(config.file(), array, dim, context.random().split("dequantize"));
    Examples heldOut = Examples.of(Batch.allocate(0, dim));
    String heldOutFile = config.heldOutFile();
    if (heldOutFile != null) {
      NumberArray heldOutArray = DataFiles.read(context, heldOutFile, Npy::read);
      DataFiles.checkSameShape(
          config.file(), shape, heldOutFile, DataFiles.rowShape(heldOutFile, heldOutArray.shape()));
      heldOut =
          values.examples(
              heldOutFile, heldOutArray, dim, context.random().split("dequantize-held-out"));
    }
    String labelFile = config.labels();
    return StoredDataset.of(
        new StoredDataset.Form(values, shape, null, null, config.heldOutFraction()),
        new StoredDataset.Parts(
            train,
            heldOut,
            labelFile == null
                ? null
                : new StoredDataset.LabelTexts(
                    labels(labelFile, train, context),
                    labels(config.heldOutLabels(), heldOut, context))),
        context);
  }

  private static List<String> labels(
      @Nullable String file, Examples examples, ComponentContext context) {
    return file == null
        ? List.of()
        : Labels.texts(
            context.resolve(file).toString(),
            DataFiles.read(context, file, Npy::read),
            examples.size());
  }
}
