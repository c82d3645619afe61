package io.ebm.core;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Model;
import io.ebm.api.Objective;
import io.ebm.api.RandomStream;
import io.ebm.api.report.RunView;
import io.ebm.core.sampling.Draws;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A session as scorers and sections see it. */
final class HostRun implements RunView {

  private final Session session;
  private final @Nullable Draws draws;
  private final @Nullable JsonNode evaluation;
  private final String stream;

  /**
   * A view.
   *
   * @param draws samples, or null
   * @param evaluation what was evaluated so far, or null
   * @param stream the name of the stream that what is drawn comes from
   */
  HostRun(Session session, @Nullable Draws draws, @Nullable JsonNode evaluation, String stream) {
    this.session = session;
    this.draws = draws;
    this.evaluation = evaluation;
    this.stream = stream;
  }

  @Override
  public Model model() {
    return session.composition().model();
  }

  @Override
  public Optional<Dataset> data() {
    return session.composition().data();
  }

  @Override
  public Optional<Dataset> task() {
    return session.composition().task();
  }

  @Override
  public Optional<Objective> objective() {
    return session.learned().objective();
  }

  @Override
  public Optional<Batch> samples() {
    return Optional.ofNullable(draws).map(Draws::states);
  }

  @Override
  public Batch restored(Batch rows) {
    return session.restored(rows);
  }

  @Override
  public Batch rescaled(Batch rows) {
    return session.rescaled(rows);
  }

  @Override
  public boolean completes() {
    return session.completes();
  }

  @Override
  public Batch completed(Batch given) {
    if (!completes()) {
      throw new IllegalArgumentException("this run's model and sampler complete nothing");
    }
    try {
      return session.complete(given, null, null, ProgressListener.NONE).states();
    } catch (UserException e) {
      throw new IllegalArgumentException(Texts.reason(e), e);
    }
  }

  @Override
  public boolean drawsClasses() {
    return session.drawsClasses();
  }

  @Override
  public Batch drawn(int[] classes) {
    if (!drawsClasses()) {
      throw new IllegalArgumentException("this run's model has no classes to draw from");
    }
    try {
      return session.drawClasses(classes, ProgressListener.NONE).states();
    } catch (UserException e) {
      throw new IllegalArgumentException(Texts.reason(e), e);
    }
  }

  @Override
  public Map<String, Double> numbers() {
    return evaluation == null ? Map.of() : numbers(evaluation);
  }

  /** The numbers of an evaluation by their places, without those that are NaN. */
  static Map<String, Double> numbers(JsonNode evaluation) {
    Map<String, Double> numbers = new TreeMap<>();
    add("", evaluation, numbers);
    return numbers;
  }

  private static void add(String path, JsonNode node, Map<String, Double> into) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String place = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isNumber()) {
        into.put(place, value.asDouble());
      } else if (value.isString() && value.asString().endsWith("Infinity")) {
        into.put(place, Double.valueOf(value.asString()));
      } else if (value.isObject()) {
        add(place, value, into);
      }
    }
  }

  @Override
  public RandomStream random() {
    return RandomStream.of(session.experiment().seed()).split(stream);
  }

  @Override
  public void parallel(int count, IntConsumer task) {
    session.composition().workers().parallel(count, task);
  }

  @Override
  public void tiles(int rows, TileTask task) {
    session.composition().workers().tiles(rows, task);
  }
}
