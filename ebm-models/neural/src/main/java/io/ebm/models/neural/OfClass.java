package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import io.ebm.nn.NetworkScores;
import java.util.Objects;
import java.util.Optional;

/**
 * The energy of features of one class on a Gaussian base: {@code E(x, y) = -f_y(x) + precision ·
 * |x|² / 2}. Differences of sites are to first order.
 */
record OfClass(NetworkScores scores, double precision, int label)
    implements EnergyFunction, Differentiable, SiteDifferences {

  OfClass {
    Objects.checkIndex(label, scores.classes());
  }

  @Override
  public StateSpace space() {
    return scores.features();
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    boolean byLabels = space() instanceof StateSpace.Categorical;
    if (capability == Differentiable.class && byLabels) {
      return Optional.of("its states are labels, which have no gradient");
    }
    if (capability == SiteDifferences.class && (byLabels || space().levels() == 0)) {
      return Optional.of("its states are " + (byLabels ? "labels" : "real"));
    }
    return Optional.empty();
  }

  private double base(Batch x, int row) {
    int at = x.offset(row);
    return precision == 0
        ? 0
        : 0.5 * precision * Vectors.dot(x.dim(), x.array(), at, x.array(), at);
  }

  @Override
  public void energies(Batch x, double[] out) {
    scores.checkFeatures(x);
    int classes = scores.classes();
    try (Scratch scratch = Scratch.open()) {
      double[] all = scratch.doubles(x.size() * classes);
      scores.scores(x, x.size(), all);
      for (int i = 0; i < x.size(); i++) {
        out[i] = base(x, i) - all[i * classes + label];
      }
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    scores.checkFeatures(x);
    int classes = scores.classes();
    scores.slopes(
        x,
        x.size(),
        (row, f, at, stride) -> {
          energies[row] = base(x, row) - f[at + label * stride];
          for (int k = 0; k < classes; k++) {
            f[at + k * stride] = k == label ? -1f : 0f;
          }
        },
        out);
    if (precision != 0) {
      Vectors.axpy(x.length(), (float) precision, x.array(), x.offset(), out.array(), out.offset());
    }
  }

  @Override
  public void differences(Batch x, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      Batch slopes = Batch.of(scratch.floats(x.length()), 0, x.size(), x.dim());
      gradients(x, scratch.doubles(x.size()), slopes);
      SiteDifferences.firstOrder(space(), x, slopes, out);
    }
  }

  @Override
  public boolean exact() {
    return false;
  }
}
