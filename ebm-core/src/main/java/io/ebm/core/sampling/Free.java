package io.ebm.core.sampling;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.Denoisers;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.math.Scratch;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * An energy of real states as one of some of their coordinates, the others being given, row by row:
 * {@code E(x_free | x_given) = E(x)}, so that {@code exp(-E)} of it is the conditional law but for
 * a factor. What a sampler sees that completes rows.
 *
 * <p>At a noise level the coordinates that are given are so with noise of that level, the same
 * numbers at every level (Song et al. 2021, appendix I.2). What is denoised then is the free part
 * of the whole; along the way the law is the conditional one only as far as chains settle at each
 * level, which {@code predictor-corrector} with some corrections has them do.
 */
final class Free implements EnergyFunction, Differentiable, NoiseConditioned, Denoiser {

  private final EnergyFunction energy;
  private final @Nullable Differentiable slopes;
  private final int[] free;
  private final Batch given;
  private final Batch noise;
  private final IntToDoubleFunction sigmas;
  private final StateSpace space;

  /**
   * An energy of free coordinates.
   *
   * @param energy over real states
   * @param free which coordinates are free, rising, at least one
   * @param given the values of the coordinates that are not free: a row for each chain, or one row
   *     for all; not copied
   * @param random the noise on these at noise levels
   */
  Free(EnergyFunction energy, int[] free, Batch given, RandomStream random) {
    this(energy, free, given, normal(given, random), row -> 0);
  }

  private static Batch normal(Batch like, RandomStream random) {
    Batch noise = Batch.allocate(like.size(), like.dim());
    random.fillGaussian(noise.array(), 0, noise.length());
    return noise;
  }

  private Free(
      EnergyFunction energy, int[] free, Batch given, Batch noise, IntToDoubleFunction sigmas) {
    this.energy = energy;
    this.noise = noise;
    this.sigmas = sigmas;
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
    return new Free(energy, free, Batch.allocate(1, dim), RandomStream.of(0));
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    if (capability == Differentiable.class && slopes == null) {
      return Optional.of("the whole energy has no gradient");
    }
    boolean noisy =
        capability == Denoiser.class
            ? Denoisers.of(energy).isPresent()
            : capability != NoiseConditioned.class || energy.as(NoiseConditioned.class).isPresent();
    return noisy ? Optional.empty() : Optional.of("the whole energy knows no noise");
  }

  @Override
  public EnergyFunction atNoise(double sigma) {
    return new Free(noisy().atNoise(sigma), free, given, noise, row -> sigma);
  }

  @Override
  public EnergyFunction atNoise(double[] levels) {
    return new Free(noisy().atNoise(levels), free, given, noise, row -> levels[row]);
  }

  private NoiseConditioned noisy() {
    return Capabilities.require(energy, NoiseConditioned.class, "completing rows");
  }

  @Override
  public void denoise(Batch x, double[] levels, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      Batch whole = batch(scratch, x.size());
      Batch clean = batch(scratch, x.size());
      complete(x, whole, row -> levels[row]);
      Denoisers.require(energy, "completing rows").denoise(whole, levels, clean);
      take(clean, out);
    }
  }

  @Override
  public void denoise(Batch x, double[] levels, Batch out, Batch v, Batch products) {
    try (Scratch scratch = Scratch.open()) {
      Batch whole = batch(scratch, x.size());
      Batch clean = batch(scratch, x.size());
      Batch direction = batch(scratch, x.size());
      Batch wholeProducts = batch(scratch, x.size());
      complete(x, whole, row -> levels[row]);
      direction.fill(0);
      for (int i = 0; i < v.size(); i++) {
        for (int k = 0; k < free.length; k++) {
          direction.set(i, free[k], v.get(i, k));
        }
      }
      Denoisers.require(energy, "completing rows")
          .denoise(whole, levels, clean, direction, wholeProducts);
      take(clean, out);
      take(wholeProducts, products);
    }
  }

  private Batch batch(Scratch scratch, int rows) {
    return Batch.of(scratch.floats(rows * given.dim()), 0, rows, given.dim());
  }

  /** The free coordinates of whole rows. */
  private void take(Batch whole, Batch out) {
    for (int i = 0; i < out.size(); i++) {
      for (int k = 0; k < free.length; k++) {
        out.set(i, k, whole.get(i, free[k]));
      }
    }
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
      take(gradients, out);
    }
  }

  private Batch whole(Batch x, Scratch scratch) {
    Batch whole = batch(scratch, x.size());
    complete(x, whole, sigmas);
    return whole;
  }

  /** Puts free coordinates and those that are given together. */
  void complete(Batch x, Batch whole) {
    complete(x, whole, sigmas);
  }

  private void complete(Batch x, Batch whole, IntToDoubleFunction levels) {
    for (int i = 0; i < x.size(); i++) {
      int row = given.size() == 1 ? 0 : i;
      whole.copyRow(i, given, row);
      float sigma = (float) levels.applyAsDouble(i);
      for (int j = 0; j < whole.dim() && sigma > 0; j++) {
        whole.set(i, j, whole.get(i, j) + sigma * noise.get(row, j));
      }
      int from = x.offset(i);
      int to = whole.offset(i);
      for (int k = 0; k < free.length; k++) {
        whole.array()[to + free[k]] = x.array()[from + k];
      }
    }
  }
}
