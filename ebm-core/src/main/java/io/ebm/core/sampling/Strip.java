package io.ebm.core.sampling;

import io.ebm.api.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * States of a few chains at a few moments, closer together at the beginning, where chains started
 * from noise move most.
 *
 * @param steps after how many transitions each moment was, or steps of one transition that goes a
 *     way; rising; the first is the start
 * @param states chain by chain: chain {@code c} at moment {@code m} is row {@code c · steps.size()
 *     + m}
 */
public record Strip(List<Integer> steps, Batch states) {

  private static final int MOMENTS = 12;
  private static final int CHAINS = 8;

  /** At most 16 MB are kept. */
  private static final int MOST_FLOATS = 1 << 22;

  /** Copies the list. */
  public Strip {
    steps = List.copyOf(steps);
  }

  /** How many chains it has; may be 0. */
  public int chains() {
    return states.size() / steps.size();
  }

  /** A few chains at a few moments of their way from stage to stage. */
  static Strip of(Way way) {
    List<Integer> stages = new ArrayList<>();
    List<Batch> moments = new ArrayList<>();
    int taken = -1;
    for (int k = 0; k < way.stages().size(); k++) {
      int moment = k * (MOMENTS - 1) / Math.max(1, way.stages().size() - 1);
      if (moment > taken) {
        taken = moment;
        stages.add(way.stages().get(k));
        moments.add(way.states().get(k));
      }
    }
    Batch first = moments.get(0);
    int chains = Math.min(CHAINS, first.size());
    Batch states = Batch.allocate(chains * stages.size(), first.dim());
    for (int m = 0; m < stages.size(); m++) {
      for (int chain = 0; chain < chains; chain++) {
        states.copyRow(chain * stages.size() + m, moments.get(m), chain);
      }
    }
    return new Strip(stages, states);
  }

  /** Collects the states of the first chains while these move. */
  static final class Recorder {
    private final List<Integer> turns = new ArrayList<>();
    private final List<Integer> steps = new ArrayList<>();
    private final int chains;
    private final Batch states;

    /**
     * A recorder.
     *
     * @param first the chains of the first tile, where they start
     * @param turns how many turns they take
     * @param interval transitions of a turn; of the last perhaps fewer
     * @param total transitions of all turns
     */
    Recorder(Batch first, int turns, int interval, int total) {
      this.turns.add(0);
      for (int moment = 0; moment < MOMENTS - 1; moment++) {
        int turn = (int) Math.round(Math.pow(turns, moment / (MOMENTS - 2.0)));
        if (turn > this.turns.get(this.turns.size() - 1) && turn <= turns) {
          this.turns.add(turn);
        }
      }
      for (int turn : this.turns) {
        steps.add((int) Math.min(total, (long) turn * interval));
      }
      long each = (long) this.turns.size() * first.dim();
      chains = (int) Math.min(Math.min(CHAINS, first.size()), MOST_FLOATS / each);
      states = Batch.allocate(chains * this.turns.size(), first.dim());
      record(first, 0);
    }

    /** Takes the states after so many turns, if that is a moment; by one thread at a time. */
    void record(Batch first, int turn) {
      int moment = turns.indexOf(turn);
      for (int chain = 0; moment >= 0 && chain < chains; chain++) {
        states.copyRow(chain * turns.size() + moment, first, chain);
      }
    }

    Strip strip() {
      return new Strip(steps, states);
    }
  }
}
