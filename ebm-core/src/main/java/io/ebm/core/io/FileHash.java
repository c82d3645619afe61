package io.ebm.core.io;

import io.ebm.api.InputFiles;
import java.io.IOException;
import java.io.OutputStream;
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

  /** That of a file as it lies there, packed or not. */
  public static FileHash of(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(InputFiles.open(file), MessageDigest.getInstance("SHA-256"))) {
      long bytes = in.transferTo(OutputStream.nullOutputStream());
      return new FileHash(bytes, HexFormat.of().formatHex(in.getMessageDigest().digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
