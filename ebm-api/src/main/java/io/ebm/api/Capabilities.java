package io.ebm.api;

import java.util.LinkedHashSet;
import java.util.Set;

/** Finds out what an energy can do. */
public final class Capabilities {

  private static final Set<Class<?>> KNOWN = known();

  private Capabilities() {}

  private static Set<Class<?>> known() {
    Set<Class<?>> all = new LinkedHashSet<>();
    all.add(Differentiable.class);
    all.add(Learnable.class);
    all.add(Replicable.class);
    all.add(ScoreLearnable.class);
    all.add(CurvatureLearnable.class);
    all.add(GibbsSampled.class);
    all.add(Clampable.class);
    all.add(SiteSampled.class);
    all.add(SiteDifferences.class);
    all.add(PairwiseCoupled.class);
    all.add(Tractable.class);
    all.add(LikelihoodLearnable.class);
    all.add(Decodable.class);
    all.add(BestDecodable.class);
    all.add(Retrieving.class);
    all.add(CostAugmented.class);
    all.add(Annealable.class);
    all.add(AnnealedGibbs.class);
    all.add(CrossEnergy.class);
    all.add(AllPairs.class);
    all.add(KnownMoments.class);
    all.add(Joint.class);
    all.add(Subsampled.class);
    all.add(NoiseConditioned.class);
    all.add(Proposing.class);
    return all;
  }

  /** The capability interfaces of this API that an energy has. */
  public static Set<Class<?>> of(Object energy) {
    Set<Class<?>> found = new LinkedHashSet<>(KNOWN);
    found.removeIf(capability -> !has(energy, capability));
    return found;
  }

  /**
   * Whether an energy has a capability. One that is {@link Tractable} by its type only, see {@link
   * Tractable#intractability()}, has not that one.
   */
  public static boolean has(Object energy, Class<?> capability) {
    return capability.isInstance(energy)
        && (capability != Tractable.class || ((Tractable) energy).intractability().isEmpty());
  }

  /**
   * The energy as one of its capabilities.
   *
   * @param needs the capability needed
   * @param who who needs it, as in {@code "sampler 'langevin'"}
   * @throws UnsupportedEnergyException if the energy lacks it
   */
  public static <T> T require(EnergyFunction energy, Class<T> needs, String who) {
    if (!has(energy, needs)) {
      throw new UnsupportedEnergyException(who, needs, energy);
    }
    return needs.cast(energy);
  }
}
