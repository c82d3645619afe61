package io.ebm.core.data;

import io.ebm.api.Sizes;
import io.ebm.core.io.ImageFile;
import io.ebm.core.io.ImageHeader;
import io.ebm.core.io.NumberArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all images of folders are made.
 *
 * @param most the greatest sample: 255, or 65535 if a file has samples of 16 bits
 */
record ImageForm(int channels, int height, int width, int most) {

  /** What the greatest sample of a byte is multiplied by to be that of 16 bits. */
  private static final int WIDER = 0xffff / 0xff;

  /**
   * What files are alike in, by their headers.
   *
   * @param size height and width, or null if all must have one
   * @param colour what they are made, or null if they must be alike
   * @throws IllegalArgumentException that names a file that is not like the first
   */
  static ImageForm of(
      @Nullable List<Integer> size, ImageFolderFactory.@Nullable Colour colour, ImageFolder... all)
      throws IOException {
    Path firstFile = all[0].files().get(0);
    ImageHeader first = ImageFile.header(firstFile);
    int most = 0;
    for (ImageFolder folder : all) {
      for (Path file : folder.files()) {
        ImageHeader header = ImageFile.header(file);
        most = Math.max(most, header.most());
        boolean same = header.height() == first.height() && header.width() == first.width();
        if (size == null && !same) {
          throw new IllegalArgumentException(
              file
                  + ": has "
                  + header.height()
                  + " × "
                  + header.width()
                  + " pixels (height × width), but "
                  + firstFile
                  + " has "
                  + first.height()
                  + " × "
                  + first.width()
                  + "; give \"size\": [height, width] to scale all to one size");
        }
        if (colour == null && header.channels() != first.channels()) {
          throw new IllegalArgumentException(
              file
                  + ": is in "
                  + (header.channels() == 1 ? "grey" : "colour")
                  + ", but "
                  + firstFile
                  + " is not; give \"colour\": \"grey\" or \"rgb\" to make all alike");
        }
      }
    }
    boolean inColour =
        colour == null ? first.channels() > 1 : colour == ImageFolderFactory.Colour.RGB;
    return new ImageForm(
        inColour ? 3 : 1,
        size == null ? first.height() : size.get(0),
        size == null ? first.width() : size.get(1),
        most);
  }

  /** {@code [height, width]}, or in colour {@code [3, height, width]}. */
  List<Integer> shape() {
    return channels == 1 ? List.of(height, width) : List.of(channels, height, width);
  }

  int dim() {
    return channels * height * width;
  }

  /** The samples of all files: bytes, or floats from 0 to 65535. */
  NumberArray read(ImageFolder folder) throws IOException {
    int count = folder.files().size();
    boolean wide = most > 0xff;
    String what = folder.path() + ": the " + count + " images";
    double values = (double) count * dim();
    if (values > Sizes.MOST) {
      throw new IllegalArgumentException(
          what
              + " have more samples than an array can have, "
              + Sizes.MOST
              + "; give a smaller size");
    }
    Sizes.lack(what, values * (wide ? Float.BYTES : 1))
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    byte[] bytes = new byte[wide ? 0 : (int) values];
    float[] floats = new float[wide ? (int) values : 0];
    double[] image = new double[dim()];
    for (int n = 0; n < count; n++) {
      samples(folder.files().get(n), image);
      for (int k = 0; k < image.length; k++) {
        if (wide) {
          floats[n * image.length + k] = (float) image[k];
        } else {
          bytes[n * image.length + k] = (byte) Math.round(image[k]);
        }
      }
    }
    List<Integer> all = new ArrayList<>(shape());
    all.add(0, count);
    return wide ? new NumberArray.Floats(all, floats) : new NumberArray.UnsignedBytes(all, bytes);
  }

  private void samples(Path path, double[] into) throws IOException {
    ImageFile file = ImageFile.open(path);
    ImageHeader header = file.header();
    int[] samples = file.samples();
    int pixels = header.height() * header.width();
    int factor = header.most() == most ? 1 : WIDER;
    double[] channel = new double[pixels];
    for (int c = 0; c < channels; c++) {
      for (int k = 0; k < pixels; k++) {
        double value =
            header.channels() == 1
                ? samples[k]
                : channels == 3
                    ? samples[c * pixels + k]
                    : 0.299 * samples[k]
                        + 0.587 * samples[pixels + k]
                        + 0.114 * samples[2 * pixels + k];
        channel[k] = factor * value;
      }
      AreaMean.scale(
          channel, header.height(), header.width(), into, c * height * width, height, width);
    }
  }
}
