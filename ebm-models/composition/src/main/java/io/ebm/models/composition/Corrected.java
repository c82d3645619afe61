package io.ebm.models.composition;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Model;
import io.ebm.api.Noise;
import io.ebm.api.Parameters;
import io.ebm.api.Replicable;
import io.ebm.api.Residual;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import io.ebm.nn.Network;
import io.ebm.nn.Networked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A normalised energy that is kept, and one that corrects it: {@code E(x) = E_q(x) + log Z_q +
 * r(x)}. The parameters are those of the correction. Thread-safe as its parts are.
 */
final class Corrected
    implements EnergyFunction,
        Residual,
        ScoreLearnable,
        SiteDifferences,
        Replicable,
        Archived,
        Networked {

  private final EnergyFunction base;
  private final EnergyFunction correction;
  private final Noise.Density law;

  /**
   * Creates the energy.
   *
   * @param base {@link Tractable} and {@link ExactDraws}
   * @param correction over the same space, {@link Learnable}
   */
  Corrected(EnergyFunction base, EnergyFunction correction) {
    this(base, correction, Noise.Density.of(base, "energy 'residual'"));
  }

  private Corrected(EnergyFunction base, EnergyFunction correction, Noise.Density law) {
    this.base = base;
    this.correction = correction;
    this.law = law;
  }

  private <T> T part(EnergyFunction part, Class<T> capability) {
    return Capabilities.require(part, capability, "energy 'residual'");
  }

  @Override
  public StateSpace space() {
    return base.space();
  }

  @Override
  public Noise.Density base() {
    return law;
  }

  @Override
  public EnergyFunction correction() {
    return correction;
  }

  @Override
  public Parameters parameters() {
    return part(correction, Learnable.class).parameters();
  }

  @Override
  public void precondition(Gradient gradient) {
    part(correction, Learnable.class).precondition(gradient);
  }

  @Override
  public void constrain() {
    part(correction, Learnable.class).constrain();
  }

  @Override
  public Model replica(Parameters parameters) {
    Model other = part(correction, Replicable.class).replica(parameters);
    return new Corrected(base, part((EnergyFunction) other, EnergyFunction.class), law);
  }

  @Override
  public Map<String, Network> networks() {
    return correction.as(Networked.class).map(Networked::networks).orElse(Map.of());
  }

  @Override
  public void energies(Batch x, double[] out) {
    correction.energies(x, out);
    addBase(x, out);
  }

  private void addBase(Batch x, double[] out) {
    try (Scratch scratch = Scratch.open()) {
      double[] own = scratch.doubles(x.size());
      law.logDensities(x, own);
      for (int i = 0; i < x.size(); i++) {
        out[i] -= own[i];
      }
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    part(correction, Learnable.class).accumulate(x, weights, into);
  }

  @Override
  public void accumulate(Batch x, double[] weights, double[] energies, Gradient into) {
    part(correction, Learnable.class).accumulate(x, weights, energies, into);
    addBase(x, energies);
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      double[] own = scratch.doubles(x.size());
      Batch slopes = Batch.of(scratch.floats(x.length()), 0, x.size(), x.dim());
      part(base, Differentiable.class).gradients(x, own, slopes);
      part(correction, Differentiable.class).gradients(x, energies, out);
      Vectors.add(
          x.length(), out.array(), out.offset(), slopes.array(), 0, out.array(), out.offset());
    }
    addBase(x, energies);
  }

  @Override
  public void accumulateDirectional(Batch x, Batch v, double[] weights, Gradient into) {
    part(correction, ScoreLearnable.class).accumulateDirectional(x, v, weights, into);
  }

  @Override
  public void differences(Batch x, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      Batch own = Batch.of(scratch.floats(out.length()), 0, out.size(), out.dim());
      part(base, SiteDifferences.class).differences(x, own);
      part(correction, SiteDifferences.class).differences(x, out);
      Vectors.add(
          out.length(), out.array(), out.offset(), own.array(), 0, out.array(), out.offset());
    }
  }

  @Override
  public boolean exact() {
    return part(base, SiteDifferences.class).exact()
        && part(correction, SiteDifferences.class).exact();
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    boolean ofBoth = capability == Differentiable.class || capability == SiteDifferences.class;
    boolean slopes = capability == ScoreLearnable.class;
    if ((ofBoth && !Capabilities.has(base, capability))
        || (slopes && !Capabilities.has(base, Differentiable.class))) {
      return Optional.of(
          "its base is not " + (slopes ? Differentiable.class : capability).getSimpleName());
    }
    boolean ofCorrection =
        ofBoth || slopes || capability == Replicable.class || capability == Networked.class;
    return ofCorrection && !Capabilities.has(correction, capability)
        ? Optional.of("its correction is not " + capability.getSimpleName())
        : Optional.empty();
  }

  @Override
  public void archive(Path folder) throws IOException {
    archive(base, folder.resolve(ResidualFactory.BASE));
    archive(correction, folder.resolve(ResidualFactory.CORRECTION));
  }

  private static void archive(Model part, Path folder) throws IOException {
    Archived archived = part.as(Archived.class).orElse(null);
    if (archived != null) {
      Files.createDirectories(folder);
      archived.archive(folder);
    }
  }
}
