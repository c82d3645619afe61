package io.ebm.models.composition;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.math.Scratch;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An energy that is a function of those of its parts: {@code E = h(E_1, …, E_K)}, with the gradient
 * {@code Σ_k ∂h/∂E_k ∇E_k}. At a noise level it is the same function of the parts' energies there,
 * which is not itself blurred: of a product or a negation, samplers that go from noise to data need
 * corrections at each level (Du et al. 2023, "Reduce, reuse, recycle"). Thread-safe as its parts
 * are.
 */
abstract class Composite implements EnergyFunction, Differentiable, NoiseConditioned {

  final List<EnergyFunction> parts;

  Composite(List<EnergyFunction> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Combines the energies of a row.
   *
   * @param energies of the parts; overwritten with {@code ∂h/∂E_k}
   * @param row the row, for what the parts' constants depend on
   * @return {@code h}
   */
  abstract double combine(double[] energies, int row);

  /** The same function of other parts, at a noise level if there is one. */
  abstract Composite of(List<EnergyFunction> others);

  @Override
  public StateSpace space() {
    return parts.get(0).space();
  }

  @Override
  public void energies(Batch x, double[] out) {
    int n = x.size();
    try (Scratch scratch = Scratch.open()) {
      double[][] all = new double[parts.size()][];
      for (int k = 0; k < all.length; k++) {
        all[k] = scratch.doubles(n);
        parts.get(k).energies(x, all[k]);
      }
      double[] row = scratch.doubles(all.length);
      for (int i = 0; i < n; i++) {
        out[i] = combine(all, row, i);
      }
    }
  }

  private double combine(double[][] all, double[] row, int i) {
    for (int k = 0; k < all.length; k++) {
      row[k] = all[k][i];
    }
    return combine(row, i);
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    int n = x.size();
    try (Scratch scratch = Scratch.open()) {
      double[][] all = new double[parts.size()][];
      Batch[] slopes = new Batch[parts.size()];
      for (int k = 0; k < all.length; k++) {
        all[k] = scratch.doubles(n);
        slopes[k] = Batch.of(scratch.floats(x.length()), 0, n, x.dim());
        Capabilities.require(parts.get(k), Differentiable.class, "a composition")
            .gradients(x, all[k], slopes[k]);
      }
      double[] row = scratch.doubles(all.length);
      for (int i = 0; i < n; i++) {
        energies[i] = combine(all, row, i);
        for (int j = 0; j < x.dim(); j++) {
          double sum = 0;
          for (int k = 0; k < all.length; k++) {
            sum += row[k] * slopes[k].get(i, j);
          }
          out.set(i, j, (float) sum);
        }
      }
    }
  }

  @Override
  public EnergyFunction atNoise(double sigma) {
    return of(at(noisy -> noisy.atNoise(sigma)));
  }

  @Override
  public EnergyFunction atNoise(double[] sigmas) {
    return of(at(noisy -> noisy.atNoise(sigmas)));
  }

  private List<EnergyFunction> at(Function<NoiseConditioned, EnergyFunction> level) {
    return parts.stream()
        .map(
            part ->
                level.apply(Capabilities.require(part, NoiseConditioned.class, "a composition")))
        .toList();
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    if (capability != Differentiable.class && capability != NoiseConditioned.class) {
      return Optional.empty();
    }
    for (int k = 0; k < parts.size(); k++) {
      if (!Capabilities.has(parts.get(k), capability)) {
        return Optional.of("part " + k + " is not " + capability.getSimpleName());
      }
    }
    return Optional.empty();
  }
}
