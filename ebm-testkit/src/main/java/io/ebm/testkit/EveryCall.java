package io.ebm.testkit;

import io.ebm.api.AllPairs;
import io.ebm.api.Annealable;
import io.ebm.api.AnnealedGibbs;
import io.ebm.api.Answering;
import io.ebm.api.Batch;
import io.ebm.api.BestDecodable;
import io.ebm.api.Clampable;
import io.ebm.api.ContextDifferentiable;
import io.ebm.api.Costly;
import io.ebm.api.Divided;
import io.ebm.api.DualEncoder;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactExpectations;
import io.ebm.api.ExactMarginals;
import io.ebm.api.Examples;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Gradient;
import io.ebm.api.Joint;
import io.ebm.api.KnownMoments;
import io.ebm.api.Learnable;
import io.ebm.api.PairwiseCoupled;
import io.ebm.api.PerClass;
import io.ebm.api.Proposing;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.Residual;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.SiteSampled;
import io.ebm.api.SymbolCosts;
import io.ebm.api.Tractable;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.DenoiserLearnable;
import io.ebm.api.noise.Guidable;
import io.ebm.api.noise.NoiseConditioned;
import java.util.Arrays;

/**
 * Every call that an energy and its capabilities have, so that a check can look at what the calls
 * do to the energy itself.
 */
final class EveryCall {

  private EveryCall() {}

  /**
   * Makes all calls, on as many rows.
   *
   * @param contexts for how many contexts the energy was made, if rows are bound to them
   */
  static void of(EnergyCase test, Batch x, int contexts) {
    EnergyFunction energy = test.energy();
    for (RowChecks.RowCall call : RowChecks.calls(energy)) {
      call.call().of(x, new double[x.size() * call.width()]);
    }
    learn(test, energy, x);
    denoise(energy, x);
    sample(test, energy, x);
    int n = x.size();
    energy
        .as(BestDecodable.class)
        .ifPresent(e -> e.best(n, 3, Batch.allocate(3 * n, x.dim()), new double[3 * n]));
    energy.as(Answering.class).ifPresent(e -> e.answer(x.copy()));
    energy
        .as(KnownMoments.class)
        .ifPresent(
            e -> {
              e.means(new double[x.dim()]);
              e.variances(new double[x.dim()]);
            });
    energy.as(SymbolCosts.class).ifPresent(e -> e.costs(x, Batch.allocate(n, x.dim())));
    energy
        .as(Residual.class)
        .ifPresent(
            e -> {
              e.base().sample(x.copy(), test.random("calls"));
              e.base().logDensities(x, new double[n]);
              e.correction().energies(x, new double[n]);
            });
    energy.as(Costly.class).ifPresent(Costly::multiplyAdds);
    energy.as(Divided.class).ifPresent(e -> e.disagreements(x, new double[n]));
    energy.as(PairwiseCoupled.class).ifPresent(PairwiseCoupled::couplings);
    energy
        .as(Joint.class)
        .ifPresent(e -> e.marginal().energies(e.contexts(), new double[e.contexts().size()]));
    energy.as(PerClass.class).ifPresent(e -> e.ofClass(0).energies(x, new double[n]));
    energy
        .as(ContextDifferentiable.class)
        .ifPresent(e -> e.contextGradients(x, new double[n], Batch.allocate(n, e.contextDim())));
    energy
        .as(AllPairs.class)
        .ifPresent(
            e -> {
              e.pairEnergies(x, new double[contexts * n]);
              Gradient into = energy.as(Learnable.class).orElseThrow().parameters().newGradient();
              e.accumulatePairs(x, new double[contexts * n], into);
            });
    energy
        .as(DualEncoder.class)
        .ifPresent(
            e -> {
              Batch f = Batch.allocate(n, e.embeddingDim());
              Batch g = Batch.allocate(n, e.embeddingDim());
              e.embed(x, f, g);
              Gradient into = energy.as(Learnable.class).orElseThrow().parameters().newGradient();
              e.accumulateEmbeddings(x, f, g, into);
            });
  }

  private static void learn(EnergyCase test, EnergyFunction energy, Batch x) {
    double[] weights = test.weights("weights");
    energy
        .as(Learnable.class)
        .ifPresent(e -> e.accumulate(x, weights, e.parameters().newGradient()));
    energy
        .as(ScoreLearnable.class)
        .ifPresent(
            e -> {
              Gradient into = e.parameters().newGradient();
              e.accumulateDirectional(x, x, weights, into);
              Batch slopes = Batch.allocate(x.size(), x.dim());
              double[] energies = new double[x.size()];
              e.accumulateDirectional(x, energies, slopes, (from, to) -> {}, weights, into);
              e.accumulateDirectional(x, x, weights, slopes, into);
            });
    energy.as(Replicable.class).ifPresent(e -> e.replica(e.parameters().copy()));
    energy
        .as(Proposing.class)
        .ifPresent(
            e -> {
              RandomStream random = test.random("calls");
              e.propose(x.copy(), random);
              e.accumulateProposals(random, x, e.parameters().newGradient());
            });
  }

  private static void denoise(EnergyFunction energy, Batch x) {
    int n = x.size();
    double[] sigmas = new double[n];
    Arrays.fill(sigmas, 0.5);
    Batch out = Batch.allocate(n, x.dim());
    energy.as(NoiseConditioned.class).ifPresent(e -> e.atNoise(sigmas).energies(x, new double[n]));
    energy
        .as(Denoiser.class)
        .ifPresent(
            e -> {
              e.denoise(x, sigmas, out);
              e.denoise(x, sigmas, out, x, Batch.allocate(n, x.dim()));
            });
    energy
        .as(DenoiserLearnable.class)
        .ifPresent(
            e -> {
              e.usualWeight(0.5);
              Gradient into = e.parameters().newGradient();
              e.accumulateDenoiser(x, sigmas, out, (from, to) -> {}, into);
            });
    energy.as(Guidable.class).ifPresent(e -> e.without(new boolean[n]).energies(x, new double[n]));
  }

  private static void sample(EnergyCase test, EnergyFunction energy, Batch x) {
    RandomStream random = test.random("calls");
    int n = x.size();
    energy.as(GibbsSampled.class).ifPresent(e -> e.sweep(x.copy(), 1, 1, random));
    energy.as(Clampable.class).ifPresent(e -> e.sweep(x.copy(), free(x), 1, 1, random));
    energy
        .as(SiteSampled.class)
        .ifPresent(e -> e.sampleSites(x.copy(), new int[] {x.dim() - 1, 0}, 2, 1, random));
    energy
        .as(AnnealedGibbs.class)
        .ifPresent(e -> e.anneal(x.copy(), 0.4, 0.6, new double[n], random));
    energy
        .as(Annealable.class)
        .ifPresent(
            e -> {
              e.frozen().at(0.5).energies(x, new double[n]);
              e.towards(Examples.of(x)).at(0.5).energies(x, new double[n]);
            });
    energy.as(Tractable.class).ifPresent(e -> e.logPartitions(n, new double[n]));
    energy.as(ExactDraws.class).ifPresent(e -> e.sample(x.copy(), random));
    energy
        .as(ExactMarginals.class)
        .ifPresent(e -> e.marginals(n, new double[n * x.dim() * energy.space().levels()]));
    energy
        .as(ExactExpectations.class)
        .ifPresent(e -> e.accumulateExpectations(new double[n], e.parameters().newGradient()));
  }

  /** Nothing is held. */
  private static Batch free(Batch x) {
    Batch free = x.copy();
    free.fill(Float.NaN);
    return free;
  }
}
