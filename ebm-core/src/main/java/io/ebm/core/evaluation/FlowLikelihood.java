package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.KnownDensity;
import io.ebm.api.LogPartition;
import io.ebm.api.Parallel;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.Denoisers;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.api.noise.NoiseSchedule;
import io.ebm.api.noise.ProbabilityFlow;
import io.ebm.core.config.Flow;
import io.ebm.core.diagnostics.Moments;
import io.ebm.core.run.Json;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The likelihood of held-out examples along the flow of probability; see {@link ProbabilityFlow}.
 * Steps are halved until the mean settles. It is a statement on the flow: of an energy, whose own
 * normalising constant it does not tell, it states beside by how much {@code log p(x) + E(x)}
 * differs from example to example, which would be nothing if the energy and its flow agreed; and at
 * noise levels that are asked for, the likelihood of blurred examples by either.
 */
public final class FlowLikelihood {

  private static final int FEWEST_STEPS = 12;
  private static final int MOST_STEPS = 800;
  private static final int ORDER = 4;

  private final Denoiser denoiser;
  private final Flow flow;
  private final Parallel threads;
  private final RandomStream random;

  private FlowLikelihood(Denoiser denoiser, Flow flow, Parallel threads, RandomStream random) {
    this.denoiser = denoiser;
    this.flow = flow;
    this.threads = threads;
    this.random = random;
  }

  /** Log-densities along the flow, and by how much the last halving of the steps moved the mean. */
  private static final class Settled {
    double[] logDensities = {};
    int steps;
    double moved = Double.POSITIVE_INFINITY;

    double mean() {
      return Moments.mean(logDensities);
    }

    /** Half the interval: twice the standard error, and what halving moved. */
    double error() {
      return 2 * Math.sqrt(Moments.variance(logDensities) / logDensities.length) + moved;
    }
  }

  /**
   * Adds the likelihood to an evaluation, if the energy takes noise away and there are examples.
   *
   * @param result the object that {@code ebm evaluate --json} prints
   * @param constants estimates of log Z of the energy at a noise level, as many as there are
   *     methods
   */
  public static void add(
      ObjectNode result,
      EnergyFunction energy,
      Dataset data,
      Flow flow,
      Function<EnergyFunction, List<LogPartition>> constants,
      Parallel threads,
      RandomStream random) {
    Denoiser denoiser = Denoisers.of(energy).orElse(null);
    Batch rows = rows(data, flow, random);
    if (denoiser == null || rows.size() < 2) {
      return;
    }
    int dim = rows.dim();
    FlowLikelihood likelihood = new FlowLikelihood(denoiser, flow, threads, random);
    double volume = data instanceof Rescaled scaled ? scaled.logVolume(dim) : 0;
    ObjectNode node = result.putObject("flow");
    Settled settled = likelihood.settle(rows, 0);
    likelihood.put(node, settled, volume, dim);
    if (data instanceof KnownDensity density && flow.bin() == 0) {
      double[] exact = new double[rows.size()];
      density.logDensities(rows, exact);
      Json.put(node, "true", Moments.mean(exact));
    }
    NoiseConditioned noisy = energy.as(NoiseConditioned.class).orElse(null);
    if (noisy == null) {
      return;
    }
    Json.put(
        node,
        "inconsistency",
        likelihood.inconsistency(noisy.atNoise(flow.schedule().lowest()), rows, settled));
    if (!flow.levels().isEmpty()) {
      ObjectNode levels = node.putObject("levels");
      for (double sigma : flow.levels()) {
        ObjectNode level = levels.putObject(String.valueOf(sigma));
        likelihood.level(level, noisy, sigma, rows, constants, volume);
      }
    }
  }

  private void put(ObjectNode node, Settled settled, double volume, int dim) {
    double mean = settled.mean() - volume;
    Json.put(node, "logLikelihood", mean);
    Json.put(node, "lower", mean - settled.error());
    Json.put(node, "upper", mean + settled.error());
    if (flow.bin() > 0) {
      double bits = -(mean + dim * Math.log(flow.bin())) / (dim * Math.log(2));
      Json.put(node, "bitsPerDimension", bits);
    }
    node.put("n", settled.logDensities.length);
    node.put("steps", settled.steps);
    Json.put(node, "movedByHalving", settled.moved);
    node.put("divergence", flow.probesIn(dim) == 0 ? "exact" : "estimated");
  }

  private double inconsistency(EnergyFunction energy, Batch rows, Settled settled) {
    double[] sums = new Energies(energy, threads).of(rows);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += settled.logDensities[i];
    }
    return Math.sqrt(Moments.variance(sums));
  }

  /** The likelihood of examples with noise: along the flow, and by the energy at that level. */
  private void level(
      ObjectNode node,
      NoiseConditioned noisy,
      double sigma,
      Batch rows,
      Function<EnergyFunction, List<LogPartition>> constants,
      double volume) {
    Batch blurred = Batch.allocate(rows.size(), rows.dim());
    RandomStream noise = random.split("blur");
    for (int i = 0; i < rows.size(); i++) {
      for (int k = 0; k < rows.dim(); k++) {
        blurred.set(i, k, (float) (rows.get(i, k) + sigma * noise.nextGaussian()));
      }
    }
    Settled settled = settle(blurred, sigma);
    Json.put(node, "flow", settled.mean() - volume);
    EnergyFunction energy = noisy.atNoise(sigma);
    double mean = Moments.mean(new Energies(energy, threads).of(blurred)) + volume;
    for (LogPartition logZ : constants.apply(energy)) {
      PartitionJson.putLogLikelihood(node, logZ.method(), mean, logZ);
    }
    Json.put(node, "inconsistency", inconsistency(energy, blurred, settled));
  }

  /** The examples whose likelihood is found, as the model sees them. */
  public static Batch rows(Dataset data, Flow flow, RandomStream random) {
    Examples examples = data.heldOut().size() > 1 ? data.heldOut() : data.train();
    int count = Math.min(flow.rows(), examples.size());
    Batch rows = examples.range(0, count, data.space().dim());
    if (flow.bin() > 0) {
      disturb(rows, data, flow.bin(), random.split("bin"));
    }
    return rows;
  }

  /**
   * The log-density of each row along the flow, in nats, by a given number of steps; to compare
   * models by the same rows.
   *
   * @param random of the divergence, where it is estimated: the same vectors for the same stream
   */
  public static double[] logDensities(
      Denoiser denoiser, Batch rows, Flow flow, int steps, Parallel threads, RandomStream random) {
    FlowLikelihood likelihood = new FlowLikelihood(denoiser, flow, threads, random);
    return likelihood.logDensities(rows, likelihood.levels(steps, 0));
  }

  /** Noise of the width of a bin around each value. */
  private static void disturb(Batch rows, Dataset data, double bin, RandomStream random) {
    for (int k = 0; k < rows.dim(); k++) {
      double width = data instanceof Rescaled scaled ? bin / scaled.scale(k) : bin;
      for (int i = 0; i < rows.size(); i++) {
        rows.set(i, k, (float) (rows.get(i, k) + width * (random.nextDouble() - 0.5)));
      }
    }
  }

  /** Halves steps from a level on until the mean of the log-densities settles. */
  private Settled settle(Batch rows, double sigma) {
    Settled settled = new Settled();
    settled.steps = FEWEST_STEPS;
    settled.logDensities = logDensities(rows, levels(settled.steps, sigma));
    while (!(settled.moved < flow.toleranceIn(rows.dim())) && settled.steps < MOST_STEPS) {
      settled.steps *= 2;
      double last = settled.mean();
      settled.logDensities = logDensities(rows, levels(settled.steps, sigma));
      settled.moved = Math.abs(settled.mean() - last);
    }
    return settled;
  }

  /** The schedule's levels, down to one in their midst. */
  private double[] levels(int steps, double sigma) {
    NoiseSchedule schedule = flow.schedule();
    DoubleStream all = DoubleStream.of(schedule.times(steps + 1)).map(schedule::sigma);
    if (sigma <= schedule.lowest()) {
      return all.toArray();
    }
    return DoubleStream.concat(all.filter(level -> level > sigma), DoubleStream.of(sigma))
        .toArray();
  }

  private double[] logDensities(Batch rows, double[] levels) {
    ProbabilityFlow ode = new ProbabilityFlow(denoiser, ORDER, flow.probesIn(rows.dim()));
    double[] all = new double[rows.size()];
    threads.tiles(
        rows.size(),
        (tile, from, to) -> {
          double[] part = new double[to - from];
          ode.logDensities(rows.slice(from, to), levels, random.split("probes").split(tile), part);
          System.arraycopy(part, 0, all, from, part.length);
        });
    return all;
  }
}
