package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Component;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.StateSpace;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.Denoisers;
import io.ebm.api.noise.NoiseConditioned;
import java.util.Optional;

/** Whether chains keep rows apart, as their factory says; throws {@link AssertionError} if not. */
final class RowKeeping {

  private static final int ROWS = 5;
  private static final int STEPS = 12;

  /** So far apart lie the rows that no chain gets from one to the next. */
  private static final int APART = 1 << 10;

  private RowKeeping() {}

  /**
   * Chains of a sampler that {@link SamplerFactory#keepsRows} show the energy whole batches whose
   * row {@code i} is what chain {@code i} is or would be. On all of ℝⁿ; elsewhere their size alone
   * is looked at.
   */
  static void keepsRows(Component<Sampler> sampler, EnergyFunction energy, long seed) {
    if (!SamplerFactory.keepsRows(sampler)) {
      return;
    }
    EnergyFunction apart = new Apart(sampler.type(), energy);
    RandomStream random = RandomStream.of(seed);
    Batch states = Batch.allocate(ROWS, energy.space().dim());
    energy.space().randomStart(states, random.split("start"));
    move(states, shift(energy.space()));
    SamplerRuns.create(sampler, apart, random).start(apart, states, random).advance(STEPS);
    int shift = shift(energy.space());
    for (int i = 0; i < ROWS && Denoisers.of(energy).isPresent() && shift > 0; i++) {
      if (Math.abs(states.get(i, 0) - i * shift) > shift / 2f) {
        throw new AssertionError(
            "sampler '"
                + sampler.type()
                + "' says that it keeps rows, but chain "
                + i
                + " has come to the place of another");
      }
    }
  }

  private static int shift(StateSpace space) {
    return space instanceof StateSpace.Real ? APART : 0;
  }

  private static void move(Batch rows, int by) {
    for (int i = 0; i < rows.size(); i++) {
      for (int k = 0; k < rows.dim(); k++) {
        rows.set(i, k, rows.get(i, k) + i * by);
      }
    }
  }

  /** An energy each row of which lies elsewhere. */
  private record Apart(String sampler, EnergyFunction energy)
      implements EnergyFunction, Differentiable, NoiseConditioned, Denoiser {

    @Override
    public StateSpace space() {
      return energy.space();
    }

    @Override
    public Optional<String> lack(Class<?> capability) {
      if (capability == Denoiser.class && Denoisers.of(energy).isEmpty()) {
        return Optional.of("it knows no noise");
      }
      return (capability == Differentiable.class || capability == NoiseConditioned.class)
              && !Capabilities.has(energy, capability)
          ? Optional.of("what it wraps lacks it")
          : Optional.empty();
    }

    @Override
    public EnergyFunction atNoise(double sigma) {
      return new Apart(sampler, energy.as(NoiseConditioned.class).orElseThrow().atNoise(sigma));
    }

    @Override
    public EnergyFunction atNoise(double[] sigmas) {
      return new Apart(sampler, energy.as(NoiseConditioned.class).orElseThrow().atNoise(sigmas));
    }

    /** Rows come from the same noise, wherever they go: only their number can be looked at. */
    @Override
    public void denoise(Batch x, double[] sigmas, Batch out) {
      checkSize(x);
      Batch rows = x.copy();
      move(rows, -shift(space()));
      Denoisers.of(energy).orElseThrow().denoise(rows, sigmas, out);
      move(out, shift(space()));
    }

    @Override
    public void denoise(Batch x, double[] sigmas, Batch out, Batch v, Batch products) {
      checkSize(x);
      Batch rows = x.copy();
      move(rows, -shift(space()));
      Denoisers.of(energy).orElseThrow().denoise(rows, sigmas, out, v, products);
      move(out, shift(space()));
    }

    @Override
    public void energies(Batch x, double[] out) {
      energy.energies(back(x), out);
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      energy.as(Differentiable.class).orElseThrow().gradients(back(x), energies, out);
    }

    private void checkSize(Batch x) {
      if (x.size() != ROWS) {
        throw new AssertionError(
            "sampler '"
                + sampler
                + "' says that it keeps rows, but has "
                + x.size()
                + " rows evaluated for "
                + ROWS
                + " chains");
      }
    }

    private Batch back(Batch x) {
      checkSize(x);
      int shift = shift(space());
      Batch rows = x.copy();
      move(rows, -shift);
      boolean fromNoise = Denoisers.of(energy).isPresent();
      for (int i = 0; i < ROWS && shift > 0 && !fromNoise; i++) {
        if (Math.abs(rows.get(i, 0)) > shift / 2f) {
          throw new AssertionError(
              "sampler '"
                  + sampler
                  + "' says that it keeps rows, but has the state of another chain evaluated as row "
                  + i);
        }
      }
      return rows;
    }
  }
}
