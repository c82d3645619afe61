package io.ebm.objectives.noise;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gathered;
import io.ebm.api.Noise;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the negatives of contrast come from: a noise, or, for a conditional model, the targets of
 * other rows of the batch.
 */
final class Negatives {

  private static final String TARGETS = "targets";

  private final String who;
  private final @Nullable Noise noise;
  private Noise.@Nullable Density density;
  private @Nullable StateSpace space;
  private @Nullable Gathered targets;
  private int shift;

  Negatives(String who, @Nullable Noise noise) {
    this.who = who;
    this.noise = noise;
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

  /**
   * Begins the negatives of a step.
   *
   * @return whether there are any in this round; if not, the shard has emitted its targets
   */
  boolean begin(EnergyFunction energy, Batch data, ObjectiveContext context, RandomStream random) {
    if (noise != null) {
      if (density == null || !energy.space().equals(space)) {
        density = noise.on(energy);
        space = energy.space();
      }
      return true;
    }
    FitContext.require(who, misfit(false, context.conditional(), context.batchSize()));
    if (context.round() == 0) {
      context.emit(TARGETS, data);
      return false;
    }
    targets = context.gathered(TARGETS);
    shift = random.nextInt(targets.rows().size() - 1);
    return true;
  }

  /** Writes the next negative of every row. */
  void next(Batch into, RandomStream random) {
    if (density != null) {
      density.sample(into, random);
      return;
    }
    Gathered all = Objects.requireNonNull(targets, "begin comes first");
    int n = all.rows().size();
    for (int i = 0; i < into.size(); i++) {
      into.copyRow(i, all.rows(), (all.from() + i + 1 + shift) % n);
    }
    shift = (shift + 1) % (n - 1);
  }
}
