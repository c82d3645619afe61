package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.SettingException;
import io.ebm.api.Sizes;
import io.ebm.core.io.NumberArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arrays as data: the first extent counts the examples, the others are their shape.
 *
 * @param values what becomes of each number
 * @param channelsLast whether the last extent counts the channels of images
 * @param heldOutFraction how many of the training examples to hold out, or null
 */
record ArrayExamples(
    Values values,
    boolean channelsLast,
    @Nullable Double heldOutFraction,
    ComponentContext context) {

  /**
   * Examples and their labels.
   *
   * @param name where they come from, for messages
   * @param labelsName where the labels come from
   * @param labels one for each, or null
   */
  record Part(String name, NumberArray array, String labelsName, @Nullable NumberArray labels) {

    List<String> texts() {
      return labels == null ? List.of() : Labels.texts(labelsName, labels, array.shape().get(0));
    }
  }

  /** The data set; it takes over the storage of the arrays. */
  Dataset of(Part train, @Nullable Part heldOut) {
    List<Integer> shape = shape(train);
    int dim = Sizes.product("a row of shape " + shape, shape);
    values.checkThreshold(train.name(), train.array());
    if (heldOut != null) {
      DataFiles.checkSameShape(train.name(), shape, heldOut.name(), shape(heldOut));
    }
    return StoredDataset.of(
        new StoredDataset.Form(values, shape, null, null, heldOutFraction),
        new StoredDataset.Parts(
            examples(train, dim, "dequantize"),
            heldOut == null
                ? Examples.of(Batch.allocate(0, dim))
                : examples(heldOut, dim, "dequantize-held-out"),
            train.labels() == null
                ? null
                : new StoredDataset.LabelTexts(
                    train.texts(), heldOut == null ? List.of() : heldOut.texts())),
        context);
  }

  private List<Integer> shape(Part part) {
    List<Integer> shape = DataFiles.rowShape(part.name(), part.array().shape());
    if (!channelsLast) {
      return shape;
    }
    int channels = shape.size() == 3 ? shape.get(2) : 0;
    if (channels != 1 && channels != 3 && channels != 4) {
      throw new SettingException(
          "channelsLast",
          "is for arrays of shape [examples, height, width, channels] with 1, 3 or 4 channels, and"
              + " that of "
              + part.name()
              + " is "
              + part.array().shape());
    }
    return channels == 1
        ? List.of(shape.get(0), shape.get(1))
        : List.of(channels, shape.get(0), shape.get(1));
  }

  private Examples examples(Part part, int dim, String stream) {
    List<Integer> shape = part.array().shape();
    if (channelsLast && shape.get(3) > 1) {
      part.array().transposeRows(shape.get(1) * shape.get(2), shape.get(3));
    }
    return values.examples(part.name(), part.array(), dim, context.random().split(stream));
  }
}
