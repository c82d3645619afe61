package io.ebm.core.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON header of a safetensors file.
 *
 * @param entries the tensors in the order of their values
 * @param metadata free texts by name
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {

  /** The longest header that other implementations read, in bytes. */
  static final int LONGEST = 100_000_000;

  private static final String METADATA = "__metadata__";
  private static final List<String> SUPPORTED =
      Arrays.stream(Tensor.Type.values()).map(Tensor.Type::name).toList();
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The bytes of a number of every type of the format. */
  private static final Map<String, Integer> WIDTHS = widths();

  /**
   * One tensor: its values are the bytes {@code begin} to {@code end} behind the header.
   *
   * @param dtype the type of its numbers, as the format calls it
   */
  record Entry(String name, String dtype, List<Integer> shape, long begin, long end) {
    int length() {
      return (int) Tensor.count(shape);
    }

    /** The type of the tensor. */
    Tensor.Type type() {
      return Tensor.Type.valueOf(dtype);
    }
  }

  private static Map<String, Integer> widths() {
    Map<String, Integer> widths = new HashMap<>();
    List.of("BOOL", "U8", "I8", "F8_E4M3", "F8_E5M2").forEach(type -> widths.put(type, 1));
    List.of("U16", "I16", "F16", "BF16").forEach(type -> widths.put(type, 2));
    List.of("U32", "I32", "F32").forEach(type -> widths.put(type, 4));
    List.of("U64", "I64", "F64", "C64").forEach(type -> widths.put(type, 8));
    return widths;
  }

  static byte[] encode(List<Tensor> tensors, Map<String, String> metadata) {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = root.putObject(METADATA);
      metadata.forEach(texts::put);
    }
    long offset = 0;
    for (Tensor tensor : tensors) {
      if (tensor.name().equals(METADATA) || root.has(tensor.name())) {
        throw new IllegalArgumentException(
            "two tensors are named '" + tensor.name() + "', or the name is reserved");
      }
      ObjectNode node = root.putObject(tensor.name());
      node.put("dtype", tensor.type().name());
      ArrayNode shape = node.putArray("shape");
      tensor.shape().forEach(shape::add);
      long end = offset + (long) tensor.length() * tensor.type().bytes();
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = JSON.writeValueAsBytes(root);
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    if (padded.length > LONGEST) {
      throw new IllegalArgumentException("the header would have " + padded.length + " bytes");
    }
    return padded;
  }

  /**
   * Reads and checks a header.
   *
   * @param available the bytes of the file behind the header
   * @param whole whether every tensor is to be read, so that its type must be one of {@link
   *     Tensor.Type}
   */
  static SafetensorsHeader decode(Path file, byte[] json, long available, boolean whole)
      throws MalformedFileException {
    JsonNode root;
    try {
      root = JSON.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new MalformedFileException(file, "the header is not JSON: " + JsonFaults.inWords(e));
    }
    if (json[0] != '{' || !root.isObject()) {
      throw new MalformedFileException(file, "the header must be a JSON object");
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : root.properties()) {
      if (property.getKey().equals(METADATA)) {
        readMetadata(file, property.getValue(), metadata);
      } else {
        entries.add(readEntry(file, property.getKey(), property.getValue(), whole));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    checkPlaces(file, entries, available);
    return new SafetensorsHeader(entries, metadata);
  }

  private static void readMetadata(Path file, JsonNode node, Map<String, String> into)
      throws MalformedFileException {
    if (!node.isObject()) {
      throw new MalformedFileException(file, METADATA + " must be a JSON object of texts");
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getValue().isString()) {
        throw new MalformedFileException(
            file, METADATA + " entry '" + property.getKey() + "' must be a text");
      }
      into.put(property.getKey(), property.getValue().stringValue());
    }
  }

  private static Entry readEntry(Path file, String name, JsonNode node, boolean whole)
      throws MalformedFileException {
    JsonNode dtype = node.path("dtype");
    if (!node.isObject() || node.size() != 3 || !dtype.isString()) {
      throw new MalformedFileException(
          file, "tensor '" + name + "' must have dtype, shape and data_offsets, and nothing else");
    }
    String type = dtype.stringValue();
    Integer width = WIDTHS.get(type);
    if (width == null || (whole && !SUPPORTED.contains(type))) {
      throw new MalformedFileException(
          file,
          "tensor '"
              + name
              + "' holds "
              + type
              + "; supported are "
              + (whole ? SUPPORTED : new TreeSet<>(WIDTHS.keySet())));
    }
    List<Integer> shape = new ArrayList<>();
    for (long extent : numbers(file, name, "shape", node)) {
      shape.add((int) Math.min(extent, Integer.MAX_VALUE));
    }
    List<Long> offsets = numbers(file, name, "data_offsets", node);
    long count = Tensor.count(shape);
    if (count < 0) {
      throw new MalformedFileException(
          file, "tensor '" + name + "' of shape " + shape + " is too large for an array");
    }
    long bytes = count * width;
    if (offsets.size() != 2 || offsets.get(1) - offsets.get(0) != bytes) {
      throw new MalformedFileException(
          file,
          "tensor '" + name + "' needs " + bytes + " bytes, but its data_offsets are " + offsets);
    }
    return new Entry(name, type, List.copyOf(shape), offsets.get(0), offsets.get(1));
  }

  private static List<Long> numbers(Path file, String tensor, String key, JsonNode node)
      throws MalformedFileException {
    JsonNode array = node.path(key);
    List<Long> numbers = new ArrayList<>();
    for (JsonNode number : array) {
      if (number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0) {
        numbers.add(number.longValue());
      }
    }
    if (!array.isArray() || numbers.size() != array.size()) {
      throw new MalformedFileException(
          file, "tensor '" + tensor + "': " + key + " must be a list of whole numbers >= 0");
    }
    return numbers;
  }

  private static void checkPlaces(Path file, List<Entry> entries, long available)
      throws MalformedFileException {
    long offset = 0;
    String before = "the header";
    for (Entry entry : entries) {
      if (entry.begin() != offset) {
        throw new MalformedFileException(
            file,
            "tensor '"
                + entry.name()
                + "' must begin where "
                + before
                + " ends, at "
                + offset
                + ", but begins at "
                + entry.begin());
      }
      offset = entry.end();
      before = "'" + entry.name() + "'";
    }
    if (offset != available) {
      throw new MalformedFileException(
          file, "the tensors take " + offset + " bytes, but " + available + " follow the header");
    }
  }
}
