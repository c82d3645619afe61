package io.ebm.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What the shards of a step tell each other, round by round: the host's half of {@link
 * ObjectiveContext#emit} and {@link ObjectiveContext#gathered}. Rows are gathered in the order of
 * the shards, so that results do not depend on who was first. Arrays are used again from step to
 * step.
 *
 * <p>{@link #emit} and {@link #gathered} may be called by several threads, each for a shard of its
 * own; everything else by one thread while no shard works.
 */
public final class Exchange {

  /**
   * The rows of all shards under one name.
   *
   * @param rows shard after shard
   * @param starts the first row of every shard, and the number of rows at the end
   * @param round the round in which they were emitted
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Whole(Batch rows, int[] starts, int round) {}

  /** The most rounds of a step; one that takes more is taken for one that never ends. */
  public static final int MOST_ROUNDS = 100;

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+([-/][a-z0-9]+)*");

  private final List<Map<String, Batch>> posted = new ArrayList<>();
  private final List<Map<String, Batch>> copies = new ArrayList<>();
  private final Map<String, Whole> wholes = new LinkedHashMap<>();
  private final Map<String, Batch> buffers = new HashMap<>();
  private int round;

  /** An exchange between that many shards, at the beginning of a step. */
  public Exchange(int shards) {
    for (int shard = 0; shard < shards; shard++) {
      posted.add(new LinkedHashMap<>());
      copies.add(new HashMap<>());
    }
  }

  /** Begins a step: nothing has been emitted. */
  public void begin() {
    resume(0, Map.of());
  }

  /** Goes on at a round of a step in which all that has been emitted. */
  public void resume(int at, Map<String, Whole> emitted) {
    round = at;
    wholes.clear();
    wholes.putAll(emitted);
    posted.forEach(Map::clear);
  }

  /** The round that the shards are in. */
  public int round() {
    return round;
  }

  /** What {@link ObjectiveContext#emit} does for a shard. */
  public void emit(int shard, String name, Batch rows) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "rows are emitted under a name in lower case with dashes or slashes, not '" + name + "'");
    }
    if (round == MOST_ROUNDS - 1) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is emitted in round "
              + MOST_ROUNDS
              + " of a step, which is the last there may be: a step ends with a round in which"
              + " nothing is emitted");
    }
    Batch copy = copies.get(shard).get(name);
    if (copy == null || copy.size() != rows.size() || copy.dim() != rows.dim()) {
      copy = Batch.allocate(rows.size(), rows.dim());
      copies.get(shard).put(name, copy);
    }
    copy.copyFrom(rows);
    if (wholes.containsKey(name) || posted.get(shard).put(name, copy) != null) {
      throw new IllegalArgumentException("'" + name + "' has been emitted before in this step");
    }
  }

  /** What a shard has emitted in this round; live. */
  public Map<String, Batch> emitted(int shard) {
    return posted.get(shard);
  }

  /** What {@link ObjectiveContext#gathered} tells a shard. */
  public Map<String, Gathered> gathered(int shard) {
    if (wholes.isEmpty()) {
      return Map.of();
    }
    Map<String, Gathered> told = new LinkedHashMap<>();
    wholes.forEach(
        (name, whole) ->
            told.put(
                name,
                new Gathered(
                    whole.rows(),
                    whole.starts()[shard],
                    whole.starts()[shard + 1],
                    whole.round())));
    return told;
  }

  /** All that was emitted in the rounds before this one; live. */
  public Map<String, Whole> wholes() {
    return wholes;
  }

  /**
   * Ends a round in which every shard has done its work.
   *
   * @return whether another follows, because rows were emitted
   * @throws IllegalArgumentException if shards emitted under different names or rows of different
   *     dimensions
   */
  public boolean advance() {
    Map<String, Batch> first = posted.get(0);
    for (int shard = 1; shard < posted.size(); shard++) {
      if (!posted.get(shard).keySet().equals(first.keySet())) {
        throw new IllegalArgumentException(
            "shard "
                + shard
                + " emitted "
                + posted.get(shard).keySet()
                + " and shard 0 "
                + first.keySet()
                + "; all shards emit under the same names in a round");
      }
    }
    first.keySet().forEach(name -> wholes.put(name, gather(name)));
    boolean more = !first.isEmpty();
    posted.forEach(Map::clear);
    round++;
    return more;
  }

  private Whole gather(String name) {
    int[] starts = new int[posted.size() + 1];
    int dim = part(0, name).dim();
    for (int shard = 0; shard < posted.size(); shard++) {
      Batch part = part(shard, name);
      starts[shard + 1] = starts[shard] + part.size();
      if (part.dim() != dim) {
        throw new IllegalArgumentException(
            "'"
                + name
                + "' of shard "
                + shard
                + " is "
                + part
                + ", that of shard 0 has other rows");
      }
    }
    Batch rows = buffers.get(name);
    if (rows == null || rows.size() != starts[posted.size()] || rows.dim() != dim) {
      rows = Batch.allocate(starts[posted.size()], dim);
      buffers.put(name, rows);
    }
    for (int shard = 0; shard < posted.size(); shard++) {
      rows.slice(starts[shard], starts[shard + 1]).copyFrom(part(shard, name));
    }
    return new Whole(rows, starts, round);
  }

  private Batch part(int shard, String name) {
    return Objects.requireNonNull(posted.get(shard).get(name));
  }
}
