package io.ebm.core.sampling;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An energy of real states as one of some of their coordinates, the others being given, row by row:
 * {@code E(x_free | x_given) = E(x)}, so that {@code exp(-E)} of it is the conditional law but for
 * a factor. What a sampler sees that completes rows.
 */
final class Free implements EnergyFunction, Differentiable {

  private final EnergyFunction energy;
  private final @Nullable Differentiable slopes;
  private final int[] free;
  private final Batch given;
  private final StateSpace space;

  /**
   * An energy of free coordinates.
   *
   * @param energy over real states
   * @param free which coordinates are free, rising, at least one
   * @param given the values of the coordinates that are not free: a row for each chain, or one row
   *     for all; not copied
   */
  Free(EnergyFunction energy, int[] free, Batch given) {
    this.energy = energy;
    this.slopes = energy.as(Differentiable.class).orElse(null);
    this.free = free;
    this.given = given;
    this.space =
        energy.space() instanceof StateSpace.Box box
            ? new StateSpace.Box(List.of(free.length), box.low(), box.high())
            : StateSpace.real(free.length);
  }

  /** An energy nothing of which is given: what a sampler must be able to work on. */
  static Free all(EnergyFunction energy) {
    int dim = energy.space().dim();
    int[] free = new int[dim];
    for (int k = 0; k < dim; k++) {
      free[k] = k;
    }
    return new Free(energy, free, Batch.allocate(1, dim));
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    return capability == Differentiable.class && slopes == null
        ? Optional.of("the whole energy has no gradient")
        : Optional.empty();
  }

  @Override
  public void energies(Batch x, double[] out) {
    try (Scratch scratch = Scratch.open()) {
      energy.energies(whole(x, scratch), out);
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    if (slopes == null) {
      throw new IllegalStateException("the whole energy has no gradient");
    }
    try (Scratch scratch = Scratch.open()) {
      Batch whole = whole(x, scratch);
      Batch gradients = Batch.of(scratch.floats(whole.length()), 0, whole.size(), whole.dim());
      slopes.gradients(whole, energies, gradients);
      for (int i = 0; i < x.size(); i++) {
        int from = gradients.offset(i);
        int to = out.offset(i);
        for (int k = 0; k < free.length; k++) {
          out.array()[to + k] = gradients.array()[from + free[k]];
        }
      }
    }
  }

  private Batch whole(Batch x, Scratch scratch) {
    Batch whole = Batch.of(scratch.floats(x.size() * given.dim()), 0, x.size(), given.dim());
    complete(x, whole);
    return whole;
  }

  /** Puts free coordinates and those that are given together. */
  void complete(Batch x, Batch whole) {
    for (int i = 0; i < x.size(); i++) {
      whole.copyRow(i, given, given.size() == 1 ? 0 : i);
      int from = x.offset(i);
      int to = whole.offset(i);
      for (int k = 0; k < free.length; k++) {
        whole.array()[to + free[k]] = x.array()[from + k];
      }
    }
  }
}
