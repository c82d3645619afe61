package io.ebm.core.estimation;

import io.ebm.api.Annealable;
import io.ebm.api.AnnealedGibbs;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.ExactDraws;
import io.ebm.api.FitContext;
import io.ebm.api.GibbsSampled;
import io.ebm.api.LogPartition;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path of distributions from one of known {@code log Z}, at {@code beta = 0}, to a model, at 1,
 * and how to move at its points: the energy's own if it is {@link Annealable}, else a {@link
 * LinearPath}. Immutable and thread-safe.
 */
final class Path {

  private final EnergyFunction model;
  private final Annealable annealable;
  private final @Nullable Component<Sampler> sampler;
  private final double logBase;
  private final Optional<String> tails; // why they are not to be trusted

  private Path(
      EnergyFunction model,
      Annealable annealable,
      @Nullable Component<Sampler> sampler,
      double logBase,
      Optional<String> tails) {
    this.tails = tails;
    this.model = model;
    this.annealable = annealable;
    this.sampler = sampler;
    this.logBase = logBase;
  }

  /**
   * The path of an energy.
   *
   * @param sampler what moves at its points; null for the energy's own sweeps or, where it has
   *     none, the context's sampler
   */
  static Path of(
      EnergyFunction energy, @Nullable Component<Sampler> sampler, EstimationContext context) {
    @Nullable Component<Sampler> moving =
        sampler != null || sweeps(energy) ? sampler : context.sampler().orElse(null);
    Annealable annealable = energy.as(Annealable.class).orElse(null);
    if (annealable != null) {
      Annealable path =
          context.data().map(data -> annealable.towards(data.train())).orElse(annealable);
      double[] logBase = new double[1];
      Capabilities.require(path.at(0), Tractable.class, "a path's base").logPartitions(1, logBase);
      return new Path(energy, path.frozen(), moving, logBase[0], Optional.empty());
    }
    GaussianBase base =
        energy.space() instanceof StateSpace.Real
            ? context
                .data()
                .map(data -> GaussianBase.fit(energy.space(), data.train()))
                .orElseThrow()
            : null;
    LinearPath path = new LinearPath(energy, base);
    Optional<String> tails =
        base == null
            ? Optional.empty()
            : TailRise.obstacle(energy, base, context.random().split("tails"));
    return new Path(energy, path, moving, path.logBase(), tails);
  }

  /** Whether an energy has a path along which it moves by sweeps of its own. */
  static boolean sweeps(EnergyFunction energy) {
    return energy
        .as(Annealable.class)
        .map(annealable -> Capabilities.has(annealable.at(0.5), GibbsSampled.class))
        .orElseGet(() -> LinearPath.isGibbs(energy));
  }

  /**
   * Why there is no path, or no way to move along it; see {@link #of} and {@link
   * io.ebm.api.ComponentFactory#misfit}.
   */
  static Optional<String> misfit(@Nullable Component<Sampler> sampler, FitContext context) {
    EnergyFunction energy = context.energy();
    Annealable annealable = energy.as(Annealable.class).orElse(null);
    if (annealable == null
        && energy.space() instanceof StateSpace.Real
        && context.data().isEmpty()) {
      return Optional.of(
          "needs data, to fit the beginning of its path to, as the energy is not Annealable");
    }
    Component<Sampler> moving =
        sampler != null || sweeps(energy) ? sampler : context.sampler().orElse(null);
    if (moving == null) {
      return sweeps(energy)
          ? Optional.empty()
          : Optional.of("needs a \"sampler\", as the energy has no sweeps of its own");
    }
    return sampler != null // which a host asks itself, see within
        ? Optional.empty()
        : moving
            .misfit(within(context))
            .map(why -> "moves by sampler '" + moving.type() + "', which on the path to it " + why);
  }

  /** What samplers on the path to an energy are used on. */
  static FitContext within(FitContext context) {
    EnergyFunction energy = context.energy();
    return context.with(
        energy.as(Annealable.class).orElseGet(() -> new LinearPath(energy, null)).at(0.5));
  }

  EnergyFunction model() {
    return model;
  }

  /**
   * Says what an estimate along the path assumes, and that it is not valid where its sampler is
   * biased.
   */
  LogPartition judged(LogPartition estimate, String assumption) {
    LogPartition result =
        tails
            .map(
                why ->
                    estimate.invalidBecause(
                        estimate.valid() ? why : estimate.reason() + "; " + why))
            .orElse(estimate);
    if (sampler == null) {
      return result.assuming(assumption);
    }
    String type = sampler.type();
    Optional<String> bias = SamplerFactory.biasOf(sampler);
    if (bias.isEmpty()) {
      return result.assuming(
          assumption + "; sampler '" + type + "' leaves the law of every point invariant");
    }
    String why =
        "sampler '"
            + type
            + "' does not leave its target invariant ("
            + bias.get()
            + "), which biases the estimate; take one that does, as mala";
    return result
        .assuming(assumption)
        .invalidBecause(result.valid() ? why : result.reason() + "; " + why);
  }

  /** {@code log Z} of the base. */
  double logBase() {
    return logBase;
  }

  /** Fills every row with an exact sample of the base. */
  void sampleBase(Batch into, RandomStream random) {
    if (annealable instanceof LinearPath linear) {
      linear.sampleBase(into, random);
    } else {
      Capabilities.require(annealable.at(0), ExactDraws.class, "a path's base")
          .sample(into, random);
    }
  }

  Annealable annealable() {
    return annealable;
  }

  /** The path as one that has a fused step, if that is how to move along it. */
  @Nullable AnnealedGibbs fused() {
    return sampler == null ? annealable.fused().orElse(null) : null;
  }

  /** What moves at the points of the path, or null for sweeps of their energies. */
  @Nullable Component<Sampler> sampler() {
    return sampler;
  }
}
