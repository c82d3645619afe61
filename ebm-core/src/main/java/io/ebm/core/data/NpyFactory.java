package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Setting;
import io.ebm.core.io.Npy;
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
      @Setting(doc = Values.FRACTION) @Nullable Double heldOutFraction,
      @Setting(value = "0", doc = Values.DEQUANTIZE) double dequantize,
      @Setting(value = "1", doc = Values.SCALE) double scale,
      @Setting(value = "0", doc = Values.SHIFT) double shift,
      @Setting(doc = Values.BINARIZE) @Nullable Double binarize,
      @Setting(doc = Values.LEVELS) @Nullable Integer levels,
      @Setting(value = "false", doc = Values.REAL) boolean real,
      @Setting(value = "false", doc = Values.STANDARDIZE) boolean standardize,
      @Setting(value = "false", doc = Values.CHANNELS_LAST) boolean channelsLast) {

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
    String heldOutFile = config.heldOutFile();
    return new ArrayExamples(values, config.channelsLast(), config.heldOutFraction(), context)
        .of(
            part(config.file(), config.labels(), context),
            heldOutFile == null ? null : part(heldOutFile, config.heldOutLabels(), context));
  }

  private static ArrayExamples.Part part(
      String file, @Nullable String labels, ComponentContext context) {
    return new ArrayExamples.Part(
        file,
        DataFiles.read(context, file, Npy::read),
        labels == null ? "" : context.resolve(labels).toString(),
        labels == null ? null : DataFiles.read(context, labels, Npy::read));
  }
}
