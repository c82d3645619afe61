package io.ebm.core.run;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import io.ebm.core.io.FileHash;
import io.ebm.core.runtime.NamedFiles;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a run was made with: enough to make it again, and to see why another differs. */
public final class Provenance {

  /** Where the experiment's file lay. */
  public static final String FOLDER = "experimentFolder";

  private static final int ROWS = 1024;
  private static final String FILES = "files";
  private static final String BYTES = "bytes";
  private static final String SHA_256 = "sha256";

  private Provenance() {}

  /**
   * Describes this process, the plugins that an experiment's components come from, its data, and
   * the files that its components read.
   *
   * @param files where each was found, by the experiment's name for it
   */
  public static ObjectNode of(
      JsonNode experiment, Optional<Dataset> data, Map<String, Path> files, Registry registry) {
    ObjectNode json = Json.object();
    json.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    json.put("seed", experiment.path("seed").asLong());
    ObjectNode java = json.putObject("java");
    java.put("version", System.getProperty("java.version"));
    java.put("vendor", System.getProperty("java.vendor"));
    java.put("vm", System.getProperty("java.vm.name"));
    ObjectNode machine = json.putObject("machine");
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("architecture", System.getProperty("os.arch"));
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    ObjectNode plugins = json.putObject("components");
    for (Kind kind : Kind.values()) {
      for (Registry.Entry entry : registry.entries(kind)) {
        if (kind.composed() && uses(experiment, entry.name())) {
          ObjectNode plugin = plugins.putObject(kind.word() + " " + entry.name());
          plugin.put("plugin", entry.origin().plugin());
          plugin.put("version", entry.origin().version());
        }
      }
    }
    data.ifPresent(dataset -> describe(dataset, json.putObject("data")));
    ObjectNode read = json.putObject(FILES);
    files.forEach((name, file) -> describe(file, read.putObject(name)));
    return json;
  }

  private static void describe(Path file, ObjectNode json) {
    json.put("path", file.toAbsolutePath().normalize().toString());
    if (NamedFiles.isHashed(file)) {
      FileHash hash = NamedFiles.hash(file);
      json.put(BYTES, hash.bytes());
      json.put(SHA_256, hash.sha256());
    }
  }

  /** The files that a run was made with, by the experiment's names for them. */
  public static Map<String, FileHash> files(JsonNode provenance) {
    Map<String, FileHash> files = new TreeMap<>();
    for (Map.Entry<String, JsonNode> file : provenance.path(FILES).properties()) {
      if (file.getValue().path(SHA_256).isString() && file.getValue().path(BYTES).isNumber()) {
        files.put(
            file.getKey(),
            new FileHash(
                file.getValue().path(BYTES).asLong(-1),
                file.getValue().path(SHA_256).asString("")));
      }
    }
    return files;
  }

  private static boolean uses(JsonNode node, String type) {
    if (type.equals(node.path("type").asString(""))) {
      return true;
    }
    for (JsonNode child : node) {
      if (uses(child, type)) {
        return true;
      }
    }
    return false;
  }

  private static void describe(Dataset data, ObjectNode json) {
    json.put("space", data.space().toString());
    json.put("train", data.train().size());
    json.put("heldOut", data.heldOut().size());
    json.put(SHA_256, hash(data));
  }

  private static String hash(Dataset data) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      int dim = data.space().dim();
      for (Examples examples : new Examples[] {data.train(), data.heldOut()}) {
        for (int from = 0; from < examples.size(); from += ROWS) {
          Batch rows = examples.range(from, Math.min(from + ROWS, examples.size()), dim);
          ByteBuffer bytes = ByteBuffer.allocate(4 * rows.length());
          bytes.asFloatBuffer().put(rows.array(), rows.offset(), rows.length());
          digest.update(bytes);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
