package io.ebm.core.train;

import io.ebm.api.Batch;
import io.ebm.api.Checkpointed;
import io.ebm.api.Exchange;
import io.ebm.api.Gradient;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.core.run.StateMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The work of a lane in a round as bytes: its arguments and its results, as named arrays in the
 * format of checkpoints.
 */
final class LaneMessages {

  private static final String ROUND = "round";
  private static final String INDICES = "indices";
  private static final String PARAMETERS = "parameters";
  private static final String OWN_PARAMETERS = "own-parameters";
  private static final String LOSS = "loss";
  private static final String GRADIENT = "gradient";
  private static final String OWN_GRADIENT = "own-gradient";
  private static final String RANGES = "ranges";
  private static final String METRICS = "metrics";
  private static final String STATE = "state";
  private static final String GATHERED = "gathered";
  private static final String PLACES = "places";
  private static final String EMITTED = "emitted";

  private LaneMessages() {}

  static byte[] request(Lane lane, Round round) {
    StateMap map = StateMap.empty();
    StateWriter writer = map.writer();
    writer.put(ROUND, new long[] {lane.number(), round.step(), round.steps(), round.number()});
    int from = lane.shards().get(0).from();
    int to = lane.shards().get(lane.shards().size() - 1).to();
    writer.put(INDICES, Arrays.stream(round.indices(), from, to).asLongStream().toArray());
    writer.put(PARAMETERS, lane.parameters().values());
    Gradient own = lane.own();
    if (own != null) {
      writer.put(OWN_PARAMETERS, own.parameters().values());
    }
    if (round.number() > 0) {
      writeSums(lane, writer);
    }
    writeStates(lane, writer);
    lane.shardWork()
        .exchange()
        .wholes()
        .forEach(
            (name, whole) -> {
              writer.child(GATHERED).put(name, whole.rows().copy().array());
              long[] places = new long[whole.starts().length + 2];
              places[0] = whole.round();
              places[1] = whole.rows().dim();
              for (int i = 0; i < whole.starts().length; i++) {
                places[i + 2] = whole.starts()[i];
              }
              writer.child(PLACES).put(name, places);
            });
    return map.bytes();
  }

  /** The lane that a request is for. */
  static int lane(StateMap request) {
    return (int) request.reader().longs(ROUND)[0];
  }

  /**
   * Does what a request asks for.
   *
   * @param rows how many rows a whole minibatch has
   */
  static byte[] answer(Lane lane, StateMap request, int rows) {
    StateReader reader = request.reader();
    long[] numbers = reader.longs(ROUND);
    int[] indices = new int[rows];
    long[] known = reader.longs(INDICES);
    int from = lane.shards().get(0).from();
    for (int i = 0; i < known.length; i++) {
      indices[from + i] = (int) known[i];
    }
    copy(reader.floats(PARAMETERS), lane.parameters().values());
    Gradient own = lane.own();
    if (own != null) {
      copy(reader.floats(OWN_PARAMETERS), own.parameters().values());
    }
    Round round = new Round(numbers[1], (int) numbers[2], (int) numbers[3], indices);
    if (round.number() > 0) {
      readSums(lane, request);
    } else {
      lane.shards().forEach(shard -> shard.metrics().clear());
    }
    readStates(lane, reader);
    Exchange exchange = lane.shardWork().exchange();
    exchange.resume(round.number(), gathered(request));
    lane.shardWork().progress().moveTo(round.step(), round.steps());
    lane.work(round);

    StateMap answer = StateMap.empty();
    StateWriter writer = answer.writer();
    writeSums(lane, writer);
    writeStates(lane, writer);
    for (Shard shard : lane.shards()) {
      exchange
          .emitted(shard.index())
          .forEach(
              (name, emitted) -> {
                String place = shard.index() + "/" + name;
                writer.child(EMITTED).put(place, emitted.array());
                writer.child(PLACES).put(place, new long[] {emitted.dim()});
              });
    }
    return answer.bytes();
  }

  static void accept(Lane lane, byte[] answer) {
    StateMap map = StateMap.of(answer);
    StateReader reader = map.reader();
    readSums(lane, map);
    readStates(lane, reader);
    for (Shard shard : lane.shards()) {
      String place = EMITTED + "/" + shard.index();
      for (String name : map.names(place)) {
        float[] values = reader.child(EMITTED).floats(shard.index() + "/" + name);
        int dim = (int) reader.child(PLACES).longs(shard.index() + "/" + name)[0];
        lane.shardWork().exchange().emit(shard.index(), name, Batch.of(values, dim));
      }
    }
  }

  private static Map<String, Exchange.Whole> gathered(StateMap request) {
    Map<String, Exchange.Whole> wholes = new LinkedHashMap<>();
    StateReader reader = request.reader();
    for (String name : request.names(GATHERED)) {
      long[] places = reader.child(PLACES).longs(name);
      int[] starts = new int[places.length - 2];
      for (int i = 0; i < starts.length; i++) {
        starts[i] = (int) places[i + 2];
      }
      Batch rows = Batch.of(reader.child(GATHERED).floats(name), (int) places[1]);
      wholes.put(name, new Exchange.Whole(rows, starts, (int) places[0]));
    }
    return wholes;
  }

  /** What shards have summed up in this step. */
  private static void writeSums(Lane lane, StateWriter writer) {
    writer.put(LOSS, new double[] {lane.loss()});
    write(lane.gradient(), writer.child(GRADIENT));
    Gradient own = lane.own();
    if (own != null) {
      write(own, writer.child(OWN_GRADIENT));
    }
    for (Shard shard : lane.shards()) {
      StateWriter metrics = writer.child(METRICS).child(String.valueOf(shard.index()));
      shard.metrics().forEach((name, sum, count) -> metrics.put(name, new double[] {sum, count}));
    }
  }

  private static void readSums(Lane lane, StateMap map) {
    StateReader reader = map.reader();
    lane.loss(reader.doubles(LOSS)[0]);
    read(reader.child(GRADIENT), lane.gradient());
    Gradient own = lane.own();
    if (own != null) {
      read(reader.child(OWN_GRADIENT), own);
    }
    for (Shard shard : lane.shards()) {
      shard.metrics().clear();
      String place = METRICS + "/" + shard.index();
      for (String name : map.names(place)) {
        double[] sum = reader.child(place).doubles(name);
        shard.metrics().add(name, sum[0], sum[1]);
      }
    }
  }

  /** The ranges of a gradient that may be other than zero, and their values. */
  private static void write(Gradient gradient, StateWriter writer) {
    long[] ranges = new long[2 * gradient.ranges()];
    int length = 0;
    for (int range = 0; range < gradient.ranges(); range++) {
      ranges[2 * range] = gradient.rangeFrom(range);
      ranges[2 * range + 1] = gradient.rangeTo(range);
      length += gradient.rangeTo(range) - gradient.rangeFrom(range);
    }
    float[] values = new float[length];
    int at = 0;
    for (int range = 0; range < gradient.ranges(); range++) {
      int from = gradient.rangeFrom(range);
      int count = gradient.rangeTo(range) - from;
      System.arraycopy(gradient.values(), from, values, at, count);
      at += count;
    }
    writer.put(RANGES, ranges);
    writer.put(GRADIENT, values);
  }

  private static void read(StateReader reader, Gradient into) {
    long[] ranges = reader.longs(RANGES);
    float[] values = reader.floats(GRADIENT);
    into.clear();
    int at = 0;
    for (int range = 0; range < ranges.length; range += 2) {
      int from = (int) ranges[range];
      int to = (int) ranges[range + 1];
      into.mark(from, to);
      System.arraycopy(values, at, into.values(), from, to - from);
      at += to - from;
    }
  }

  private static void writeStates(Lane lane, StateWriter writer) {
    for (Shard shard : lane.shards()) {
      if (shard.objective() instanceof Checkpointed state) {
        state.save(writer.child(STATE).child(String.valueOf(shard.index())));
      }
    }
  }

  private static void readStates(Lane lane, StateReader reader) {
    for (Shard shard : lane.shards()) {
      if (shard.objective() instanceof Checkpointed state) {
        state.restore(reader.child(STATE).child(String.valueOf(shard.index())));
      }
    }
  }

  private static void copy(float[] from, float[] to) {
    if (from.length != to.length) {
      throw new IllegalArgumentException(
          "a request of " + from.length + " parameters for a model of " + to.length);
    }
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
