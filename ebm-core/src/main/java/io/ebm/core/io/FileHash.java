package io.ebm.core.io;

import io.ebm.api.InputFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What tells the contents of two files apart.
 *
 * @param bytes their number
 * @param sha256 their hash, in hexadecimal digits
 */
public record FileHash(long bytes, String sha256) {

  /**
   * That of a file as it lies there, packed or not; of a folder, that of the names and contents of
   * all files in it, hidden ones left out.
   */
  public static FileHash of(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long bytes = Files.isDirectory(file) ? addAll(file, digest) : add(file, digest);
      return new FileHash(bytes, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long add(Path file, MessageDigest digest) throws IOException {
    try (DigestInputStream in = new DigestInputStream(InputFiles.open(file), digest)) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static long addAll(Path folder, MessageDigest digest) throws IOException {
    long bytes = 0;
    for (Path entry : FolderEntries.of(folder)) {
      String name = String.valueOf(entry.getFileName());
      digest.update((name + '\0').getBytes(StandardCharsets.UTF_8));
      long size = Files.isDirectory(entry) ? addAll(entry, digest) : add(entry, digest);
      digest.update((size + "\0").getBytes(StandardCharsets.UTF_8));
      bytes += size;
    }
    return bytes;
  }

  /** As in {@code 1,234 bytes with the SHA-256 1f2e3d4c5b6a…}. */
  public String inWords() {
    return String.format(
        Locale.ROOT,
        "%,d bytes with the SHA-256 %s…",
        bytes,
        sha256.substring(0, Math.min(12, sha256.length())));
  }
}
