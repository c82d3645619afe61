package io.ebm.core.run;

import io.ebm.api.StateSpace;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** State spaces in JSON, as in {@code {"kind": "binary", "shape": [28, 28]}}. */
final class Spaces {

  private static final String KIND = "kind";
  private static final String SHAPE = "shape";
  private static final String LEVELS = "levels";
  private static final String END = "end";

  private Spaces() {}

  static JsonNode json(StateSpace space) {
    ObjectNode json = Json.object();
    if (space instanceof StateSpace.Real) {
      json.put(KIND, "real");
    } else if (space instanceof StateSpace.Box box) {
      json.put(KIND, "box").put("low", box.low()).put("high", box.high());
    } else if (space instanceof StateSpace.Binary) {
      json.put(KIND, "binary");
    } else if (space instanceof StateSpace.Spin) {
      json.put(KIND, "spin");
    } else if (space instanceof StateSpace.Varying varying) {
      json.put(KIND, "varying")
          .put("channels", varying.channels())
          .put("most", varying.most())
          .put("labels", varying.labels());
    } else if (space instanceof StateSpace.Graphs graphs) {
      json.put(KIND, "graphs")
          .put("channels", graphs.channels())
          .put("nodes", graphs.nodes())
          .put("labels", graphs.labels())
          .put("links", graphs.links())
          .put("kinds", graphs.kinds());
    } else {
      json.put(KIND, "categorical").put(LEVELS, space.levels());
      if (space instanceof StateSpace.Categorical labels && labels.end() >= 0) {
        json.put(END, labels.end());
      }
    }
    space.shape().forEach(json.putArray(SHAPE)::add);
    return json;
  }

  /**
   * The space that {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is none
   */
  static StateSpace of(JsonNode json) {
    List<Integer> shape = json.path(SHAPE).valueStream().map(extent -> extent.asInt(0)).toList();
    return switch (json.path(KIND).asString("")) {
      case "real" -> new StateSpace.Real(shape);
      case "box" ->
          new StateSpace.Box(
              shape, (float) json.path("low").asDouble(0), (float) json.path("high").asDouble(0));
      case "binary" -> new StateSpace.Binary(shape);
      case "spin" -> new StateSpace.Spin(shape);
      case "categorical" -> {
        if (shape.size() != 1) {
          throw new IllegalArgumentException("shape " + shape);
        }
        yield new StateSpace.Categorical(
            shape.get(0), json.path(LEVELS).asInt(0), json.path(END).asInt(-1));
      }
      case "varying" ->
          new StateSpace.Varying(
              json.path("channels").asInt(0),
              json.path("most").asInt(0),
              json.path("labels").asInt(0));
      case "graphs" ->
          new StateSpace.Graphs(
              json.path("channels").asInt(0),
              json.path("nodes").asInt(0),
              json.path("labels").asInt(0),
              json.path("links").asInt(0),
              json.path("kinds").asInt(0));
      default -> throw new IllegalArgumentException("kind " + json.path(KIND));
    };
  }
}
