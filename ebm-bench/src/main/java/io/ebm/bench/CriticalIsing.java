package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.pairwise.Ising;
import io.ebm.samplers.GibbsFactory;
import io.ebm.samplers.cluster.SwendsenWangFactory;
import io.ebm.samplers.cluster.WolffFactory;
import io.ebm.testkit.RecordingMetrics;
import io.ebm.testkit.TestContext;
import java.util.Locale;

/**
 * The square Ising model of 64 × 64 spins at its critical temperature by Gibbs sweeps, Wolff and
 * Swendsen-Wang: the energy per site and the integrated autocorrelation times of the energy and of
 * the absolute magnetization (of its square), in sweeps. For Wolff a sweep is as many clusters as
 * turn as many spins as there are sites.
 */
public final class CriticalIsing {

  private static final int SIDE = 64;
  private static final int CHAINS = 8;

  private CriticalIsing() {}

  /** Runs; the argument is the number of steps of Wolff and Swendsen-Wang, 20000 by default. */
  public static void main(String[] args) {
    int steps = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    Schedule one = Schedule.constant(1);
    run("gibbs", Component.of(new GibbsFactory(), new GibbsFactory.Config(one)), 20 * steps);
    run("wolff", Component.of(new WolffFactory(), new WolffFactory.Config(one)), steps);
    run(
        "swendsen-wang",
        Component.of(new SwendsenWangFactory(), new SwendsenWangFactory.Config(one)),
        steps);
  }

  private static void run(String name, Component<Sampler> sampler, int steps) {
    int sites = SIDE * SIDE;
    double critical = 2 / Math.log(1 + Math.sqrt(2));
    Ising ising = Ising.lattice(Boundary.TORUS, critical, SIDE, SIDE);
    Batch states = Batch.allocate(CHAINS, sites);
    states.fill(1);
    MarkovChain chain = sampler.make(TestContext.of(1)).start(ising, states, RandomStream.of(2));
    long begin = System.nanoTime();
    chain.advance(steps / 10);
    double[][] energy = new double[CHAINS][steps];
    double[][] magnetization = new double[CHAINS][steps];
    double[] energies = new double[CHAINS];
    for (int s = 0; s < steps; s++) {
      chain.advance(1);
      ising.energies(states, energies);
      for (int i = 0; i < CHAINS; i++) {
        energy[i][s] = energies[i] * critical / sites;
        double sum = 0;
        for (int k = 0; k < sites; k++) {
          sum += states.array()[i * sites + k];
        }
        magnetization[i][s] = (sum / sites) * (sum / sites);
      }
    }
    double share = 1;
    if (chain instanceof io.ebm.api.Reporting reporting) {
      RecordingMetrics metrics = new RecordingMetrics();
      reporting.report(metrics);
      share = metrics.last("cluster-share");
    }
    double mean = 0;
    double square = 0;
    for (double[] one : energy) {
      double own = 0;
      for (double e : one) {
        own += e / steps;
      }
      mean += own / CHAINS;
      square += own * own / CHAINS;
    }
    double error = Math.sqrt((square - mean * mean) / (CHAINS - 1));
    System.out.printf(
        Locale.ROOT,
        "%-14s energy %.5f ± %.5f; τ(E) %.1f, τ(m²) %.1f sweeps (%.3f sweep per step); %.1f s%n",
        name,
        mean,
        error,
        time(energy) * share,
        time(magnetization) * share,
        share,
        (System.nanoTime() - begin) / 1e9);
  }

  /** Sokal's estimate, windows of six times, autocovariances averaged over the chains. */
  private static double time(double[][] x) {
    int n = x[0].length;
    double mean = 0;
    for (double[] one : x) {
      for (double value : one) {
        mean += value / n / x.length;
      }
    }
    double variance = covariance(x, mean, 0);
    double time = 0.5;
    for (int lag = 1; lag < n / 4; lag++) {
      time += covariance(x, mean, lag) / variance;
      if (lag >= 6 * time) {
        break;
      }
    }
    return time;
  }

  private static double covariance(double[][] x, double mean, int lag) {
    double sum = 0;
    int n = x[0].length;
    for (double[] one : x) {
      for (int s = 0; s + lag < n; s++) {
        sum += (one[s] - mean) * (one[s + lag] - mean);
      }
    }
    return sum / x.length / (n - lag);
  }
}
