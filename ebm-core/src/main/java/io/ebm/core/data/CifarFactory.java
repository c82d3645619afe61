package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Examples;
import io.ebm.api.InputFiles;
import io.ebm.api.Setting;
import io.ebm.api.TextLines;
import io.ebm.core.io.Cifar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** CIFAR-10 and CIFAR-100 in their binary format. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class CifarFactory implements DatasetFactory<CifarFactory.Config> {

  private static final int DIM = 3 * 32 * 32;

  /** Which of the two labels of CIFAR-100 is an image's class. */
  public enum Labelling {
    /** One of 100. */
    FINE,
    /** One of 20. */
    COARSE
  }

  /** The config. */
  public record Config(
      @Setting(doc = "Files of the training examples, as data_batch_1.bin; plain or packed by gzip")
          List<String> files,
      @Setting(value = "[]", doc = "Files of the held-out examples, as test_batch.bin")
          List<String> heldOutFiles,
      @Setting(
              doc =
                  "Of CIFAR-100, which label is the class: fine (one of 100) or coarse (one of 20)."
                      + " Without it files are those of CIFAR-10")
          @Nullable Labelling labels,
      @Setting(
              doc =
                  "Text file of the names of the classes, one a line, as batches.meta.txt; without it"
                      + " they are numbers")
          @Nullable String classNames,
      @Setting(doc = "Fraction of the examples of 'files' to hold out, chosen at random")
          @Nullable Double heldOutFraction) {

    /** Copies and checks the settings. */
    public Config {
      files = List.copyOf(files);
      heldOutFiles = List.copyOf(heldOutFiles);
      Checks.that(!files.isEmpty(), "files", "must name one file at least");
      Split.check("heldOutFiles", !heldOutFiles.isEmpty(), heldOutFraction);
    }

    Cifar.Form form() {
      return labels == null
          ? new Cifar.Form("CIFAR-10", 1, 0, 10)
          : labels == Labelling.FINE
              ? new Cifar.Form("CIFAR-100, fine", 2, 1, 100)
              : new Cifar.Form("CIFAR-100, coarse", 2, 0, 20);
    }
  }

  @Override
  public String name() {
    return "cifar";
  }

  @Override
  public String description() {
    return "Images of CIFAR-10 or CIFAR-100 in their binary format.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Cifar.Form form = config.form();
    List<String> names = names(config.classNames(), form, context);
    Cifar.Records train = read(config.files(), form, context);
    Cifar.Records heldOut = read(config.heldOutFiles(), form, context);
    return StoredDataset.of(
        new StoredDataset.Form(
            ImageValues.of(0xff, null), Cifar.SHAPE, null, null, config.heldOutFraction()),
        new StoredDataset.Parts(
            examples(train, context),
            examples(heldOut, context),
            new StoredDataset.LabelTexts(
                texts(train.labels(), names), texts(heldOut.labels(), names), names)),
        context);
  }

  private static Examples examples(Cifar.Records records, ComponentContext context) {
    return ImageValues.of(0xff, null).examples("", records.images(), DIM, context.random());
  }

  private static Cifar.Records read(List<String> files, Cifar.Form form, ComponentContext context) {
    List<Path> paths = files.stream().map(context::resolve).toList();
    try {
      return Cifar.read(paths, form);
    } catch (IOException e) {
      throw new IllegalArgumentException(sentence(paths, e), e);
    }
  }

  private static String sentence(List<Path> paths, IOException e) {
    return paths.size() == 1
        ? InputFiles.sentence(paths.get(0), e)
        : String.valueOf(e.getMessage());
  }

  private static List<String> texts(byte[] labels, List<String> names) {
    return IntStream.range(0, labels.length).mapToObj(i -> names.get(labels[i])).toList();
  }

  private static List<String> names(
      @Nullable String file, Cifar.Form form, ComponentContext context) {
    if (file == null) {
      return IntStream.range(0, form.classes()).mapToObj(String::valueOf).toList();
    }
    List<String> names = new ArrayList<>();
    for (String line : DataFiles.read(context, file, TextLines::all)) {
      if (!TextLines.isBlank(line)) {
        names.add(TextLines.strip(line));
      }
    }
    String where = context.resolve(file).toString();
    if (names.size() != form.classes()) {
      throw new IllegalArgumentException(
          where
              + ": must name the "
              + form.classes()
              + " classes of "
              + form.name()
              + ", one a line, but names "
              + names.size());
    }
    HashSet<String> different = new HashSet<>();
    for (String name : names) {
      if (!different.add(name)) {
        throw new IllegalArgumentException(where + ": names '" + name + "' twice");
      }
    }
    return List.copyOf(names);
  }
}
