package io.ebm.core.io;

import io.ebm.api.InputFiles;
import io.ebm.api.Sizes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;

/**
 * The binary format of CIFAR-10 and CIFAR-100 (Krizhevsky 2009, "Learning multiple layers of
 * features from tiny images"): records of one or two bytes, the labels, and the 3072 bytes of an
 * image of shape [3, 32, 32].
 */
public final class Cifar {

  /** The shape of an image. */
  public static final List<Integer> SHAPE = List.of(3, 32, 32);

  private static final int PIXELS = 3 * 32 * 32;

  /**
   * The form of a record.
   *
   * @param name of the data
   * @param labels how many labels a record begins with
   * @param place which of them counts
   * @param classes how many values it may have
   */
  public record Form(String name, int labels, int place, int classes) {}

  /**
   * Images and their labels.
   *
   * @param images of shape [examples, 3, 32, 32]
   * @param labels one for each
   */
  @SuppressWarnings("ArrayRecordComponent") // storage that is handed on, never compared
  public record Records(NumberArray.UnsignedBytes images, byte[] labels) {}

  private byte[] images = new byte[0];
  private byte[] labels = new byte[0];
  private int count;

  private Cifar() {}

  /**
   * Reads files, plain or packed by gzip, one after the other.
   *
   * @throws MalformedFileException if a file does not consist of whole records, or has a label that
   *     is out of range
   */
  public static Records read(List<Path> files, Form form) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      InputFiles.check(file);
      bytes += Files.size(file);
    }
    Cifar all = new Cifar();
    all.reserve(bytes / (form.labels + PIXELS));
    for (Path file : files) {
      all.add(file, form);
    }
    all.trim();
    List<Integer> shape = List.of(all.count, SHAPE.get(0), SHAPE.get(1), SHAPE.get(2));
    return new Records(new NumberArray.UnsignedBytes(shape, all.images), all.labels);
  }

  private void add(Path file, Form form) throws IOException {
    int length = form.labels + PIXELS;
    long total = 0;
    try (InputStream in = InputFiles.unpacked(InputFiles.open(file))) {
      byte[] record = new byte[length];
      for (int read = in.readNBytes(record, 0, length);
          read > 0;
          read = in.readNBytes(record, 0, length)) {
        total += read;
        if (read < length) {
          throw new MalformedFileException(file, wrongLength(total, form));
        }
        int label = record[form.place] & 0xff;
        if (label >= form.classes) {
          throw new MalformedFileException(
              file,
              "record "
                  + (total / length - 1)
                  + " (from 0) has the label "
                  + label
                  + "; those of "
                  + form.name
                  + " are 0 to "
                  + (form.classes - 1)
                  + otherForm(form));
        }
        if (count == labels.length) {
          reserve(Math.max(16, 2L * count));
        }
        labels[count] = (byte) label;
        System.arraycopy(record, form.labels, images, count * PIXELS, PIXELS);
        count++;
      }
    } catch (ZipException e) {
      throw new MalformedFileException(file, InputFiles.why(e));
    }
    if (total == 0) {
      throw new MalformedFileException(file, "is empty");
    }
  }

  private static String wrongLength(long bytes, Form form) {
    int length = form.labels + PIXELS;
    return "has "
        + bytes
        + " bytes, which are no whole records of "
        + length
        + ": those of "
        + form.name
        + " have "
        + (form.labels == 1 ? "a label" : form.labels + " labels")
        + " and 3 × 32 × 32 bytes"
        + otherForm(form);
  }

  private static String otherForm(Form form) {
    return form.labels == 1
        ? ". Is it CIFAR-100? Then say \"labels\": \"fine\" or \"coarse\""
        : ". Is it CIFAR-10? Then leave \"labels\" out";
  }

  private void reserve(long records) {
    int most = Sizes.MOST / PIXELS;
    if (records > most && count == most) {
      throw new IllegalArgumentException("more images than an array can have, " + most);
    }
    int size = (int) Math.min(records, most);
    images = Arrays.copyOf(images, size * PIXELS);
    labels = Arrays.copyOf(labels, size);
  }

  private void trim() {
    if (labels.length > count) {
      images = Arrays.copyOf(images, count * PIXELS);
      labels = Arrays.copyOf(labels, count);
    }
  }
}
