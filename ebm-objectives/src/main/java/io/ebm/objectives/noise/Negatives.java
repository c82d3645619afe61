package io.ebm.objectives.noise;

import io.ebm.api.Batch;
import io.ebm.api.FitContext;
import io.ebm.api.Noise;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the negatives of contrast come from: a noise, or, for a conditional model, the targets of
 * other rows of the batch.
 */
final class Negatives {

  private final String who;
  private final @Nullable Noise noise;
  private Noise.@Nullable Density density;
  private @Nullable StateSpace space;
  private int shift;

  Negatives(String who, @Nullable Noise noise) {
    this.who = who;
    this.noise = noise;
  }

  /** Whether rows of a batch depend on each other. */
  boolean inBatch() {
    return noise == null;
  }

  /**
   * Why an objective has no negatives; see {@link ComponentFactory#misfit}.
   *
   * @param noise whether it has noise to take them from
   */
  static Optional<String> misfit(boolean noise, boolean conditional, int rows) {
    if (noise) {
      return Optional.empty();
    }
    if (!conditional) {
      return Optional.of(
          "has no negatives: 'negatives' names no noise, and only a conditional model can take"
              + " the targets of other rows; give 'negatives', as in {\"type\": \"gaussian\"}");
    }
    return Pairs.tooFew(rows);
  }

  /** Begins the negatives of a step. */
  void begin(StateSpace states, Batch data, ObjectiveContext context, RandomStream random) {
    FitContext.require(who, misfit(noise != null, context.conditional(), data.size()));
    if (noise == null) {
      shift = random.nextInt(data.size() - 1);
    } else if (density == null || !states.equals(space)) {
      density = noise.on(states);
      space = states;
    }
  }

  /** Writes the next negative of every row. */
  void next(Batch data, Batch into, RandomStream random) {
    if (density != null) {
      density.sample(into, random);
      return;
    }
    int n = data.size();
    for (int i = 0; i < n; i++) {
      into.copyRow(i, data, (i + 1 + shift) % n);
    }
    shift = (shift + 1) % (n - 1);
  }
}
