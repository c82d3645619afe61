package io.ebm.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTest {

  private static final Cifar.Form TEN = new Cifar.Form("CIFAR-10", 1, 0, 10);
  private static final Cifar.Form FINE = new Cifar.Form("CIFAR-100, fine", 2, 1, 100);
  private static final Cifar.Form COARSE = new Cifar.Form("CIFAR-100, coarse", 2, 0, 20);

  @TempDir Path folder;

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** Records whose pixels are their first label, plus the pixel's number. */
  private static byte[] records(int[]... labels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] record : labels) {
      for (int label : record) {
        out.write(label);
      }
      for (int k = 0; k < 3072; k++) {
        out.write(record[0] + k);
      }
    }
    return out.toByteArray();
  }

  @Test
  void recordsOfAllFilesInOrder() throws IOException {
    Path one = write("one.bin", records(new int[] {3}, new int[] {9}));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (int label = 0; label < 10; label++) {
        out.write(records(new int[] {label}));
      }
    }
    Path two = write("two.bin.gz", packed.toByteArray());
    Cifar.Records all = Cifar.read(List.of(one, two), TEN);
    assertThat(all.labels()).containsExactly(3, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(all.images().shape()).containsExactly(12, 3, 32, 32);
    assertThat(all.images().length()).isEqualTo(12 * 3072);
    for (int i = 0; i < 12; i++) {
      for (int k = 0; k < 3072; k += 77) {
        assertThat(all.images().get(3072 * i + k)).isEqualTo((all.labels()[i] + k) % 256);
      }
    }
    assertThat(Cifar.read(List.of(), TEN).labels()).isEmpty();
  }

  @Test
  void eitherLabelOfAHundred() throws IOException {
    Path file = write("train.bin", records(new int[] {19, 99}, new int[] {4, 20}));
    assertThat(Cifar.read(List.of(file), FINE).labels()).containsExactly(99, 20);
    assertThat(Cifar.read(List.of(file), COARSE).labels()).containsExactly(19, 4);
    assertThat(Cifar.read(List.of(file), FINE).images().get(3072)).isEqualTo(4);
  }

  private void refused(byte[] bytes, Cifar.Form form, String why) throws IOException {
    Path file = write("bad.bin", bytes);
    assertThatThrownBy(() -> Cifar.read(List.of(file), form))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(file + ": " + why);
  }

  @Test
  void problemsNameTheFileAndTheRule() throws IOException {
    byte[] two = records(new int[] {3}, new int[] {9});
    refused(
        Arrays.copyOf(two, two.length - 1),
        TEN,
        "has 6145 bytes, which are no whole records of 3073: those of CIFAR-10 have a label and 3 ×"
            + " 32 × 32 bytes. Is it CIFAR-100? Then say \"labels\": \"fine\" or \"coarse\"");
    refused(
        two,
        FINE,
        "has 6146 bytes, which are no whole records of 3074: those of CIFAR-100, fine have 2 labels"
            + " and 3 × 32 × 32 bytes. Is it CIFAR-10? Then leave \"labels\" out");
    refused(
        records(new int[] {3}, new int[] {10}),
        TEN,
        "record 1 (from 0) has the label 10; those of CIFAR-10 are 0 to 9. Is it CIFAR-100? Then say"
            + " \"labels\": \"fine\" or \"coarse\"");
    refused(new byte[0], TEN, "is empty");
  }
}
