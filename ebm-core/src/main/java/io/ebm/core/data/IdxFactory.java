package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Examples;
import io.ebm.api.Setting;
import io.ebm.api.Sizes;
import io.ebm.core.io.Idx;
import io.ebm.core.io.NumberArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images in IDX files (MNIST and its relatives), plain or packed by gzip. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class IdxFactory implements DatasetFactory<IdxFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "IDX file of unsigned bytes: the training examples") String images,
      @Setting(doc = "IDX file of their labels") @Nullable String labels,
      @Setting(doc = "IDX file of the held-out examples") @Nullable String heldOutImages,
      @Setting(doc = "IDX file of their labels") @Nullable String heldOutLabels,
      @Setting(
              doc =
                  "Threshold: a pixel, scaled to 0 to 1, becomes 1 above it and else 0. Without it"
                      + " pixels are real numbers from 0 to 1, or zeros and ones if all are black or"
                      + " white")
          @Nullable Double binarize) {

    public Config {
      values(binarize, false);
      Checks.that(
          heldOutLabels == null || heldOutImages != null,
          "heldOutLabels",
          "needs heldOutImages beside it");
      Checks.that(
          heldOutImages == null || (labels == null) == (heldOutLabels == null),
          "heldOutLabels",
          "must be given exactly if labels are given");
    }
  }

  /** Bytes are shares of 255, but those that are all 0 or 1 are what they say. */
  private static Values values(@Nullable Double binarize, boolean bits) {
    return new Values(bits ? 1 : 1 / 255.0, 0, 0, binarize, null, false, false);
  }

  private static boolean areBits(NumberArray images) {
    for (int i = 0; i < images.length(); i++) {
      if (images.get(i) > 1) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public String description() {
    return "Images and labels in IDX files such as MNIST's, plain or packed by gzip.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    NumberArray images = images(config.images(), context);
    String heldOutFile = config.heldOutImages();
    NumberArray heldOutImages = heldOutFile == null ? null : images(heldOutFile, context);
    boolean bits = areBits(images) && (heldOutImages == null || areBits(heldOutImages));
    Values values = values(config.binarize(), bits);
    List<Integer> shape = DataFiles.rowShape(config.images(), images.shape());
    int dim = Sizes.product("an image of shape " + shape, shape);
    values.checkThreshold(config.images(), images);
    Examples train = values.examples(config.images(), images, dim, context.random());
    Examples heldOut = new ByteExamples(new byte[0], dim, new float[256]);
    if (heldOutFile != null && heldOutImages != null) {
      DataFiles.checkSameShape(
          config.images(),
          shape,
          heldOutFile,
          DataFiles.rowShape(heldOutFile, heldOutImages.shape()));
      heldOut = values.examples(heldOutFile, heldOutImages, dim, context.random());
    }
    String labels = config.labels();
    return StoredDataset.of(
        new StoredDataset.Form(values, shape, null, null, null),
        new StoredDataset.Parts(
            train,
            heldOut,
            labels == null
                ? null
                : new StoredDataset.LabelTexts(
                    labels(labels, train, context),
                    labels(config.heldOutLabels(), heldOut, context))),
        context);
  }

  private static NumberArray images(String file, ComponentContext context) {
    NumberArray images = DataFiles.read(context, file, Idx::read);
    if (!(images instanceof NumberArray.UnsignedBytes)) {
      throw new IllegalArgumentException(
          context.resolve(file) + ": images must be unsigned bytes (IDX type 08)");
    }
    return images;
  }

  private static List<String> labels(
      @Nullable String file, Examples examples, ComponentContext context) {
    return file == null
        ? List.of()
        : Labels.texts(
            context.resolve(file).toString(),
            DataFiles.read(context, file, Idx::read),
            examples.size());
  }
}
