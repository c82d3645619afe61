package io.ebm.core.train;

import io.ebm.api.Augmentation;
import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import java.util.List;

/**
 * The random changes of the examples of training. What becomes of an example depends on the seed,
 * the step and its row in the minibatch, and on nothing else. Safe for several threads.
 *
 * @param changes one after the other
 * @param random the stream of all of them
 */
public record Augmented(List<Augmentation.Transform> changes, RandomStream random) {

  /** Leaves examples as they are. */
  public static final Augmented NOTHING = new Augmented(List.of(), RandomStream.of(0));

  /** Copies the list. */
  public Augmented {
    changes = List.copyOf(changes);
  }

  /**
   * Changes rows of a minibatch in place.
   *
   * @param step the step of training
   * @param first where row 0 stands in the minibatch
   */
  public void apply(Batch rows, long step, int first) {
    if (changes.isEmpty()) {
      return;
    }
    RandomStream ofStep = random.split(step);
    for (int i = 0; i < rows.size(); i++) {
      RandomStream ofRow = ofStep.split(first + i);
      for (Augmentation.Transform change : changes) {
        change.apply(rows, i, ofRow);
      }
    }
  }
}
