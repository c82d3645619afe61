package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Examples;
import io.ebm.api.InputFiles;
import io.ebm.api.Setting;
import io.ebm.core.Texts;
import io.ebm.core.io.ImageFile;
import io.ebm.core.io.NumberArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folders of PNG and JPEG files, one for each class or one of all. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class ImageFolderFactory implements DatasetFactory<ImageFolderFactory.Config> {

  /** What images are made. */
  public enum Colour {
    /** Three channels. */
    RGB,
    /** One channel. */
    GREY
  }

  /** The config. */
  public record Config(
      @Setting(
              doc =
                  "Folder of PNG or JPEG files, or of one folder of them for each class, named like it")
          String folder,
      @Setting(doc = "Folder of the held-out examples, of the same form")
          @Nullable String heldOutFolder,
      @Setting(doc = "Fraction of the examples of 'folder' to hold out, chosen at random")
          @Nullable Double heldOutFraction,
      @Setting(
              doc =
                  "Height and width that images are scaled to, by the means of areas; without it all"
                      + " must be of one size")
          @Nullable List<Integer> size,
      @Setting(
              doc =
                  "rgb: images have three channels, in grey files alike; grey: one, the brightness"
                      + " 0.299 R + 0.587 G + 0.114 B of files in colour. Without it files must be all"
                      + " in grey or all in colour")
          @Nullable Colour colour,
      @Setting(
              doc =
                  "Threshold: a sample, scaled to 0 to 1, becomes 1 above it and else 0. Without it"
                      + " samples are real numbers from 0 to 1, or zeros and ones if all are the least"
                      + " or the greatest")
          @Nullable Double binarize) {

    /** Checks the settings. */
    public Config {
      ImageValues.of(0xff, binarize);
      Split.check("heldOutFolder", heldOutFolder != null, heldOutFraction);
      if (size != null) {
        size = List.copyOf(size);
        Checks.that(
            size.size() == 2
                && size.get(0) >= 1
                && size.get(1) >= 1
                && (long) size.get(0) * size.get(1) <= ImageFile.MOST_PIXELS,
            "size",
            "must be a height and a width of 1 or more pixels, as in [32, 32], of up to "
                + ImageFile.MOST_PIXELS
                + " in all, but is "
                + size);
      }
    }
  }

  @Override
  public String name() {
    return "image-folder";
  }

  @Override
  public String description() {
    return "Images in PNG and JPEG files, in one folder or a folder for each class.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Path folder = DataFiles.folder(context, config.folder());
    String heldOutName = config.heldOutFolder();
    Path heldOutFolder = heldOutName == null ? null : DataFiles.folder(context, heldOutName);
    try {
      ImageFolder train = ImageFolder.list(folder);
      ImageFolder heldOut =
          heldOutFolder == null
              ? new ImageFolder(folder, List.of(), List.of())
              : ImageFolder.list(heldOutFolder);
      checkClasses(train, heldOut);
      ImageForm form = ImageForm.of(config.size(), config.colour(), train, heldOut);
      Values values = ImageValues.of(form.most(), config.binarize());
      return StoredDataset.of(
          new StoredDataset.Form(values, form.shape(), null, null, config.heldOutFraction()),
          new StoredDataset.Parts(
              examples(train, form, values, true, context),
              examples(heldOut, form, values, false, context),
              train.labels().isEmpty()
                  ? null
                  : new StoredDataset.LabelTexts(train.labels(), heldOut.labels())),
          context);
    } catch (IOException e) {
      throw new IllegalArgumentException(InputFiles.sentence(folder, e), e);
    }
  }

  private static Examples examples(
      ImageFolder folder, ImageForm form, Values values, boolean check, ComponentContext context)
      throws IOException {
    NumberArray samples = form.read(folder);
    if (check) {
      values.checkThreshold(folder.path().toString(), samples);
    }
    return values.examples(folder.path().toString(), samples, form.dim(), context.random());
  }

  /** Requires held-out examples to have classes if training examples have, and no others. */
  private static void checkClasses(ImageFolder train, ImageFolder heldOut) {
    if (heldOut.files().isEmpty()) {
      return;
    }
    if (train.labels().isEmpty() != heldOut.labels().isEmpty()) {
      throw new IllegalArgumentException(
          heldOut.path()
              + ": must have "
              + (train.labels().isEmpty() ? "no folders" : "a folder for each class")
              + ", as "
              + train.path()
              + " has");
    }
    Set<String> classes = new LinkedHashSet<>(train.labels());
    for (String label : new LinkedHashSet<>(heldOut.labels())) {
      if (!classes.contains(label)) {
        throw new IllegalArgumentException(
            heldOut.path().resolve(label)
                + ": there is no such class in "
                + train.path()
                + ", which has "
                + String.join(", ", classes)
                + Texts.didYouMean(label, classes));
      }
    }
  }
}
