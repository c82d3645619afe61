package io.ebm.models.crf;

import io.ebm.api.InputFiles;
import io.ebm.api.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the parameters of a run's newest checkpoint, which are in the safetensors format. */
final class WeightFile {

  private static final String OFFSETS =
      "\"\\s*:\\s*\\{[^}]*\"data_offsets\"\\s*:\\s*\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\]";

  private WeightFile() {}

  static Path newest(Path run) throws IOException {
    Path checkpoints = run.resolve("checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      throw new IOException(run + " is no run: it has no checkpoints");
    }
    try (Stream<Path> folders = Files.list(checkpoints)) {
      List<Path> steps =
          folders
              .filter(Files::isDirectory)
              .filter(folder -> String.valueOf(folder.getFileName()).matches("step-[0-9]{1,18}"))
              .sorted(Comparator.comparing(WeightFile::step).reversed())
              .collect(Collectors.toList());
      if (steps.isEmpty()) {
        throw new IOException(run + " has no checkpoint yet");
      }
      return steps.get(0).resolve("parameters.safetensors");
    }
  }

  private static long step(Path folder) {
    return Long.parseLong(String.valueOf(folder.getFileName()).substring("step-".length()));
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = InputFiles.open(file)) {
      return in.readAllBytes();
    }
  }

  static void read(Path file, Parameters into) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.remaining() < Long.BYTES ? -1 : bytes.getLong();
    if (length < 0 || length > bytes.remaining()) {
      throw new IOException(file + " is damaged: it is shorter than its header says");
    }
    byte[] text = new byte[(int) length];
    bytes.get(text);
    String header = new String(text, StandardCharsets.UTF_8);
    int data = bytes.position();
    for (Parameters.Tensor tensor : into.tensors()) {
      Matcher place = Pattern.compile("\"" + tensor.name() + OFFSETS).matcher(header);
      if (!place.find()) {
        throw new IOException(file + " has no tensor '" + tensor.name() + "'");
      }
      long from = Long.parseLong(place.group(1));
      long to = Long.parseLong(place.group(2));
      if (to - from != (long) Float.BYTES * tensor.size() || data + to > bytes.limit()) {
        throw new IOException(file + ": tensor '" + tensor.name() + "' has another size");
      }
      bytes
          .position((int) (data + from))
          .asFloatBuffer()
          .get(into.values(), tensor.offset(), tensor.size());
    }
  }
}
