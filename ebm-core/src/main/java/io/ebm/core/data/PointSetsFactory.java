package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Labelled;
import io.ebm.api.NamedFactory;
import io.ebm.api.Setting;
import io.ebm.api.report.ImageShape;

/**
 * {@code point-sets}: images of other data as sets of their bright pixels; see {@link PointSet}.
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class PointSetsFactory extends NamedFactory<PointSetsFactory.Config>
    implements DatasetFactory<PointSetsFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "The data, images of one channel, with or without labels")
          Component<Dataset> data,
      @Setting(
              doc =
                  "Pixels brighter than this are the points of an image, in the units of the examples;"
                      + " an image without any has its brightest pixel")
          double threshold,
      @Setting(
              doc =
                  "The most points of an image; of more the brightest are kept, and of equally bright"
                      + " ones the first")
          int most) {

    /** Checks the numbers. */
    public Config {
      Checks.that(Double.isFinite(threshold), "threshold", "must be finite, but is " + threshold);
      Checks.atLeast("most", most, 1);
    }
  }

  /** For the service loader. */
  public PointSetsFactory() {
    super(
        "point-sets",
        "Images of other data as sets of points: places and brightness of bright pixels.",
        Config.class);
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Dataset images = context.create("data", config.data());
    ImageShape shape = ImageShape.of(images.space()).orElse(null);
    if (shape == null
        || shape.channels() != 1
        || images.train() instanceof ConditionalExamples<?>) {
      throw new IllegalArgumentException(
          "data '"
              + config.data().type()
              + "' are no images of one channel, [height, width], but states of shape "
              + images.space().shape());
    }
    int most = Math.min(config.most(), shape.pixels());
    PointSet points = new PointSet(shape, (float) config.threshold(), most);
    PointSetDataset plain = PointSetDataset.of(images, points);
    return images instanceof Labelled labelled
        ? new PointSetDataset.WithLabels(plain, labelled)
        : plain;
  }
}
