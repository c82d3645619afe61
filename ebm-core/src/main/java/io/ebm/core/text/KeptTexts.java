package io.ebm.core.text;

import io.ebm.api.ComponentContext;
import io.ebm.api.InputFiles;
import io.ebm.api.text.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run keeps of texts, so that others are read as those were that it was trained on.
 *
 * @param most the places of a row
 * @param classes the labels in the order of the classes; empty where there are none
 */
record KeptTexts(Vocabulary vocabulary, int most, List<String> classes) {

  private static final String FILE = "vocabulary.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What the run kept that is opened; empty for a new one. */
  static Optional<KeptTexts> of(ComponentContext context) {
    return context.archive().map(folder -> folder.resolve(FILE)).map(KeptTexts::read);
  }

  private static KeptTexts read(Path file) {
    try {
      InputFiles.check(file);
      JsonNode kept = JSON.readTree(Files.readString(file));
      return new KeptTexts(
          Vocabulary.of(kept.path("unknown").asBoolean(), texts(kept.path("tokens")))
              .marked(kept.path("begin").asBoolean(), kept.path("end").asBoolean()),
          kept.path("most").asInt(),
          texts(kept.path("classes")));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + ": is damaged", e);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
  }

  /** Writes it into a folder. */
  void write(Path folder) throws IOException {
    ObjectNode kept = JSON.createObjectNode();
    kept.put("most", most);
    kept.put("unknown", vocabulary.unknown() >= 0);
    kept.put("begin", vocabulary.begin() >= 0);
    kept.put("end", vocabulary.end() >= 0);
    put(kept.putArray("classes"), classes);
    put(kept.putArray("tokens"), vocabulary.tokens());
    Files.writeString(folder.resolve(FILE), kept.toPrettyString() + "\n");
  }

  private static void put(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
