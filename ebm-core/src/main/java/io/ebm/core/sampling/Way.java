package io.ebm.core.sampling;

import io.ebm.api.Batch;
import io.ebm.api.Staged;
import java.util.ArrayList;
import java.util.List;

/**
 * States of some chains at evenly spaced stages of one transition that goes a way, as from noise to
 * data.
 *
 * @param stages rising, the first 0 and the last where the transition ends; empty where no chains
 *     go a way
 * @param states of each stage, the same chains in the same rows; to be read only
 */
public record Way(List<Integer> stages, List<Batch> states) {

  /** Of chains that go none. */
  public static final Way NONE = new Way(List.of(), List.of());

  private static final int MOST_STAGES = 32;

  /** Chains that are kept: points of a plane, and other states. */
  private static final int MOST_POINTS = 512;

  private static final int MOST_STATES = 36;

  /** At most 16 MB are kept. */
  private static final int MOST_FLOATS = 1 << 22;

  /** Copies the lists. */
  public Way {
    stages = List.copyOf(stages);
    states = List.copyOf(states);
  }

  /** How many chains of some dimension are kept. */
  private static int most(int dim) {
    return Math.min(dim == 2 ? MOST_POINTS : MOST_STATES, MOST_FLOATS / MOST_STAGES / dim);
  }

  /** Collects the states of the first chains of a tile. */
  private static final class Recorder implements Staged.Watcher {
    private final List<Integer> stages = new ArrayList<>();
    private final List<Batch> states = new ArrayList<>();
    private final int chains;
    private int taken = -1;

    Recorder(int chains) {
      this.chains = chains;
    }

    @Override
    public void at(int stage, int last, Batch now) {
      int moment = (int) ((long) stage * (MOST_STAGES - 1) / Math.max(1, last));
      if (moment > taken && stages.size() < MOST_STAGES) {
        taken = moment;
        stages.add(stage);
        states.add(now.slice(0, chains).copy());
      }
    }
  }

  /** Watches the chains of the first tiles; each by the thread that moves the tile. */
  static final class Watch {
    private final List<Recorder> recorders = new ArrayList<>();

    /** Begins to watch, if they go a way. */
    Watch(TileChain[] tiles) {
      int dim = tiles[0].rows().dim();
      int left = most(dim);
      for (TileChain tile : tiles) {
        int chains = Math.min(left, tile.rows().size());
        if (chains == 0 || tile.rows().dim() != dim || !(tile.chain() instanceof Staged staged)) {
          return;
        }
        Recorder recorder = new Recorder(chains);
        staged.watch(recorder);
        recorders.add(recorder);
        left -= chains;
      }
    }

    /** What was seen. */
    Way way() {
      if (recorders.isEmpty() || recorders.get(0).stages.isEmpty()) {
        return NONE;
      }
      List<Integer> stages = recorders.get(0).stages;
      List<Batch> all = new ArrayList<>();
      for (int k = 0; k < stages.size(); k++) {
        Batch together =
            Batch.allocate(
                recorders.stream().mapToInt(each -> each.chains).sum(),
                recorders.get(0).states.get(k).dim());
        int at = 0;
        for (Recorder each : recorders) {
          together.slice(at, at + each.chains).copyFrom(each.states.get(k));
          at += each.chains;
        }
        all.add(together);
      }
      return new Way(stages, all);
    }
  }
}
