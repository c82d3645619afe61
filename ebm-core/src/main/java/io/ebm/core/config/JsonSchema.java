package io.ebm.core.config;

import io.ebm.api.Component;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON Schema (draft 2020-12) of experiments with the installed components. */
public final class JsonSchema {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonSchema() {}

  /** The schema. */
  public static ObjectNode of(Registry registry) {
    ObjectNode schema = MAPPER.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "ebm experiment");
    describe(schema, Experiment.class, null);
    ObjectNode definitions = schema.putObject("$defs");
    for (Kind kind : Kind.values()) {
      if (!kind.composed()) {
        continue;
      }
      ArrayNode choices = definitions.putObject(kind.word()).putArray("oneOf");
      if (kind == Kind.SCHEDULE) {
        choices.addObject().put("type", "number");
      }
      if (kind.namesSuffice()) {
        choices.addObject().put("type", "string");
      }
      for (Registry.Entry entry : registry.entries(kind)) {
        ObjectNode choice = choices.addObject();
        choice.put("description", entry.description());
        describe(choice, entry.configType(), entry);
      }
    }
    return schema;
  }

  private static void describe(ObjectNode schema, Class<?> record, Registry.@Nullable Entry entry) {
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    if (entry != null) {
      properties.putObject("type").put("const", entry.name());
      required.add("type");
      if (entry.kind() == Kind.ENERGY) {
        properties
            .putObject("parameters")
            .put("type", "string")
            .put("description", "A safetensors file to start from");
      }
    }
    for (Field field : Field.of(record)) {
      ObjectNode property = properties.putObject(field.name());
      describe(property, field.type());
      property.put("description", field.doc());
      if (field.defaultJson() != null) {
        property.set("default", parse(field.defaultJson()));
      }
      if (field.required()) {
        required.add(field.name());
      }
    }
  }

  private static JsonNode parse(String json) {
    return MAPPER.readTree(json);
  }

  private static void describe(ObjectNode schema, Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Type argument = parameterized.getActualTypeArguments()[0];
      if (parameterized.getRawType() == Component.class) {
        schema.put("$ref", "#/$defs/" + Kind.making((Class<?>) argument).word());
      } else {
        boolean oneStands = argument == Integer.class; // a whole number for a list of it alone
        ObjectNode list = oneStands ? schema.putArray("oneOf").addObject() : schema;
        list.put("type", "array");
        describe(list.putObject("items"), argument);
        if (oneStands) {
          ((ArrayNode) schema.get("oneOf")).addObject().put("type", "integer");
        }
      }
      return;
    }
    Class<?> raw = (Class<?>) type;
    Kind kind = Kind.ofValues(raw);
    if (kind != null) {
      schema.put("$ref", "#/$defs/" + kind.word());
    } else if (raw.isRecord()) {
      describe(schema, raw, null);
    } else if (raw.isEnum()) {
      ArrayNode names = schema.put("type", "string").putArray("enum");
      Field.constants(raw).forEach(names::add);
    } else if (raw == String.class) {
      schema.put("type", "string");
    } else if (raw == boolean.class || raw == Boolean.class) {
      schema.put("type", "boolean");
    } else if (raw == double.class
        || raw == Double.class
        || raw == float.class
        || raw == Float.class) {
      schema.put("type", "number");
    } else {
      schema.put("type", "integer");
    }
  }
}
