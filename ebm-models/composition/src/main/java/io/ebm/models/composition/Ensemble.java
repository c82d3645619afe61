package io.ebm.models.composition;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.Divided;
import io.ebm.api.EnergyFunction;
import io.ebm.math.Scratch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code E = Σ_k E_k / K}. */
final class Ensemble extends Composite implements Divided {

  Ensemble(List<EnergyFunction> parts) {
    super(parts);
  }

  @Override
  double combine(double[] energies, int row) {
    double sum = 0;
    for (int k = 0; k < parts.size(); k++) {
      sum += energies[k];
      energies[k] = 1.0 / parts.size();
    }
    return sum / parts.size();
  }

  @Override
  Composite of(List<EnergyFunction> others) {
    return new Ensemble(others);
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    return super.lack(capability == Divided.class ? Differentiable.class : capability);
  }

  @Override
  public void disagreements(Batch x, double[] out) {
    int n = x.size();
    try (Scratch scratch = Scratch.open()) {
      double[] energies = scratch.doubles(n);
      Batch mean = Batch.of(scratch.floats(x.length()), 0, n, x.dim());
      Batch own = Batch.of(scratch.floats(x.length()), 0, n, x.dim());
      gradients(x, energies, mean);
      Arrays.fill(out, 0, n, 0);
      for (EnergyFunction part : parts) {
        Capabilities.require(part, Differentiable.class, "an ensemble").gradients(x, energies, own);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < x.dim(); j++) {
            double away = (double) own.get(i, j) - mean.get(i, j);
            out[i] += away * away / parts.size();
          }
        }
      }
      for (int i = 0; i < n; i++) {
        out[i] = Math.sqrt(out[i]);
      }
    }
  }
}
