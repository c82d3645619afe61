package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Examples;
import io.ebm.api.Setting;
import io.ebm.core.io.Csv;
import io.ebm.core.io.NumberArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables of numbers as text, one example a line. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class CsvFactory implements DatasetFactory<CsvFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(
              doc =
                  "Text file, one example a line; cells separated by commas, semicolons, tabs or"
                      + " blanks, with or without a header")
          String file,
      @Setting(doc = "Text file of the held-out examples") @Nullable String heldOutFile,
      @Setting(doc = Values.FRACTION) @Nullable Double heldOutFraction,
      @Setting(doc = "The column of the label, from 0, or from the end: -1 is the last")
          @Nullable Integer labelColumn,
      @Setting(doc = "The extents of an example, as in [8, 8]; without it, the number of columns")
          @Nullable List<Integer> shape,
      @Setting(value = "0", doc = Values.DEQUANTIZE) double dequantize,
      @Setting(value = "1", doc = Values.SCALE) double scale,
      @Setting(value = "0", doc = Values.SHIFT) double shift,
      @Setting(doc = Values.BINARIZE) @Nullable Double binarize,
      @Setting(doc = Values.LEVELS) @Nullable Integer levels,
      @Setting(value = "false", doc = Values.REAL) boolean real,
      @Setting(value = "false", doc = Values.STANDARDIZE) boolean standardize,
      @Setting(
              doc =
                  "Whether the first line is a header; without it, if its cells are names and all"
                      + " differ")
          @Nullable Boolean header) {

    /** Numbers that are no labels, taken as they are. */
    public Config(
        String file,
        @Nullable String heldOutFile,
        @Nullable Double heldOutFraction,
        @Nullable Integer labelColumn,
        @Nullable List<Integer> shape,
        double dequantize,
        double scale,
        double shift,
        @Nullable Double binarize) {
      this(
          file,
          heldOutFile,
          heldOutFraction,
          labelColumn,
          shape,
          dequantize,
          scale,
          shift,
          binarize,
          null,
          false,
          false,
          null);
    }

    public Config {
      new Values(scale, shift, dequantize, binarize, levels, real, standardize);
      Split.check(heldOutFile, heldOutFraction);
    }
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String description() {
    return "Tables of numbers in text files, one example a line, with or without labels.";
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
    Csv.Table table = table(config.file(), config, context);
    int dim = table.numbers().dim();
    List<Integer> given = config.shape();
    List<Integer> shape =
        given == null ? List.of(dim) : DataFiles.reshape(config.file(), given, dim);
    NumberArray numbers = numbers(table);
    values.checkThreshold(config.file(), numbers);
    Examples train =
        values.examples(config.file(), numbers, dim, context.random().split("dequantize"));
    Examples heldOut = Examples.of(Batch.allocate(0, dim));
    List<String> heldOutLabels = List.of();
    String heldOutFile = config.heldOutFile();
    if (heldOutFile != null) {
      Csv.Table held = table(heldOutFile, config, context);
      DataFiles.checkSameShape(
          config.file(), List.of(dim), heldOutFile, List.of(held.numbers().dim()));
      heldOut =
          values.examples(
              heldOutFile, numbers(held), dim, context.random().split("dequantize-held-out"));
      heldOutLabels = held.labels();
    }
    Integer labelColumn = config.labelColumn();
    return StoredDataset.of(
        new StoredDataset.Form(
            values, shape, labelColumn, config.header(), config.heldOutFraction()),
        new StoredDataset.Parts(
            train,
            heldOut,
            labelColumn == null
                ? null
                : new StoredDataset.LabelTexts(table.labels(), heldOutLabels)),
        context);
  }

  private static Csv.Table table(String file, Config config, ComponentContext context) {
    return DataFiles.read(
        context, file, path -> Csv.read(path, config.labelColumn(), config.header()));
  }

  private static NumberArray numbers(Csv.Table table) {
    Batch rows = table.numbers();
    return new NumberArray.Floats(List.of(rows.size(), rows.dim()), rows.array());
  }
}
