package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Setting;
import io.ebm.api.SettingException;
import io.ebm.core.Texts;
import io.ebm.core.io.Npz;
import io.ebm.core.io.NumberArray;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Arrays in npz files, read as {@link NpyFactory} reads those of single files. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class NpzFactory implements DatasetFactory<NpzFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "npz file") String file,
      @Setting(
              doc =
                  "The array of the examples in it, of shape [examples, …]; without it, the only one"
                      + " that there is")
          @Nullable String examples,
      @Setting(doc = "The array of their labels, whole numbers") @Nullable String labels,
      @Setting(doc = "The array of the held-out examples") @Nullable String heldOutExamples,
      @Setting(doc = "The array of their labels") @Nullable String heldOutLabels,
      @Setting(doc = Values.FRACTION) @Nullable Double heldOutFraction,
      @Setting(value = "0", doc = Values.DEQUANTIZE) double dequantize,
      @Setting(value = "1", doc = Values.SCALE) double scale,
      @Setting(value = "0", doc = Values.SHIFT) double shift,
      @Setting(doc = Values.BINARIZE) @Nullable Double binarize,
      @Setting(doc = Values.LEVELS) @Nullable Integer levels,
      @Setting(value = "false", doc = Values.REAL) boolean real,
      @Setting(value = "false", doc = Values.STANDARDIZE) boolean standardize,
      @Setting(value = "false", doc = Values.CHANNELS_LAST) boolean channelsLast) {

    /** Checks the settings. */
    public Config {
      new Values(scale, shift, dequantize, binarize, levels, real, standardize);
      Split.check("heldOutExamples", heldOutExamples != null, heldOutFraction);
      Checks.that(
          heldOutLabels == null || heldOutExamples != null,
          "heldOutLabels",
          "needs heldOutExamples beside it");
      Checks.that(
          heldOutExamples == null || (labels == null) == (heldOutLabels == null),
          "heldOutLabels",
          "must be given exactly if labels are given");
    }
  }

  @Override
  public String name() {
    return "npz";
  }

  @Override
  public String description() {
    return "Arrays in NumPy's npz files, packed or not.";
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
    NpzFile file = new NpzFile(config.file(), context);
    NumberArray examples = file.array("examples", config.examples());
    NumberArray labels = file.optional("labels", config.labels());
    NumberArray heldOut = file.optional("heldOutExamples", config.heldOutExamples());
    NumberArray heldOutLabels = file.optional("heldOutLabels", config.heldOutLabels());
    return new ArrayExamples(values, config.channelsLast(), config.heldOutFraction(), context)
        .of(
            new ArrayExamples.Part(
                file.name(config.examples()), examples, file.name(config.labels()), labels),
            heldOut == null
                ? null
                : new ArrayExamples.Part(
                    file.name(config.heldOutExamples()),
                    heldOut,
                    file.name(config.heldOutLabels()),
                    heldOutLabels));
  }

  private record NpzFile(String file, ComponentContext context) {

    String name(@Nullable String array) {
      return array == null ? file : file + ", array '" + array + "'";
    }

    @Nullable NumberArray optional(String setting, @Nullable String array) {
      return array == null ? null : array(setting, array);
    }

    NumberArray array(String setting, @Nullable String array) {
      return DataFiles.read(context, file, path -> read(path, setting, array));
    }

    private static NumberArray read(Path path, String setting, @Nullable String array)
        throws IOException {
      try {
        return Npz.read(path, array);
      } catch (Npz.UnknownArrayException e) {
        String there =
            e.names().isEmpty() ? "no arrays" : "the arrays " + String.join(", ", e.names());
        throw new SettingException(
            setting,
            array == null
                ? "must say which array to take: " + path + " holds " + there
                : "is '"
                    + array
                    + "', but "
                    + path
                    + " holds "
                    + there
                    + Texts.didYouMean(array, e.names()));
      }
    }
  }
}
