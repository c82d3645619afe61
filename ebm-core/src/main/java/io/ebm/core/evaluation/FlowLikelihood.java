package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
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
import java.util.stream.DoubleStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The likelihood of held-out examples along the flow of probability; see {@link ProbabilityFlow}.
 * Steps are halved until the mean settles. It is a statement on the flow: of an energy, whose own
 * normalising constant it does not tell, it states beside by how much {@code log p(x) + E(x)}
 * differs from example to example, which would be nothing if the energy and its flow agreed.
 */
public final class FlowLikelihood {

  private static final int FEWEST_STEPS = 12;
  private static final int MOST_STEPS = 800;
  private static final int ORDER = 4;

  private FlowLikelihood() {}

  /**
   * Adds the likelihood to an evaluation, if the energy takes noise away and there are examples.
   *
   * @param result the object that {@code ebm evaluate --json} prints
   */
  public static void add(
      ObjectNode result,
      EnergyFunction energy,
      Dataset data,
      Flow flow,
      Parallel threads,
      RandomStream random) {
    Denoiser denoiser = Denoisers.of(energy).orElse(null);
    Batch rows = rows(data, flow, random);
    if (denoiser == null || rows.size() < 2) {
      return;
    }
    int dim = rows.dim();
    double volume = data instanceof Rescaled scaled ? scaled.logVolume(dim) : 0;
    ProbabilityFlow ode = new ProbabilityFlow(denoiser, ORDER, flow.probesIn(dim));
    int steps = FEWEST_STEPS;
    double[] last = logDensities(ode, rows, flow.schedule(), steps, threads, random);
    double moved = Double.POSITIVE_INFINITY;
    while (!(moved < flow.toleranceIn(dim)) && steps < MOST_STEPS) {
      steps *= 2;
      double[] next = logDensities(ode, rows, flow.schedule(), steps, threads, random);
      moved = Math.abs(Moments.mean(next) - Moments.mean(last));
      last = next;
    }
    ObjectNode node = result.putObject("flow");
    double mean = Moments.mean(last);
    double error = Math.sqrt(Moments.variance(last) / last.length);
    Json.put(node, "logLikelihood", mean - volume);
    Json.put(node, "lower", mean - volume - 2 * error - moved);
    Json.put(node, "upper", mean - volume + 2 * error + moved);
    if (flow.bin() > 0) {
      double bits = -(mean - volume + dim * Math.log(flow.bin())) / (dim * Math.log(2));
      Json.put(node, "bitsPerDimension", bits);
    }
    node.put("n", last.length);
    node.put("steps", steps);
    Json.put(node, "movedByHalving", moved);
    node.put("divergence", flow.probesIn(dim) == 0 ? "exact" : "estimated");
    if (energy.as(NoiseConditioned.class).isPresent()) {
      double[] energies =
          new Energies(
                  energy.as(NoiseConditioned.class).orElseThrow().atNoise(flow.schedule().lowest()),
                  threads)
              .of(rows);
      double[] sums = new double[energies.length];
      for (int i = 0; i < sums.length; i++) {
        sums[i] = last[i] + energies[i];
      }
      Json.put(node, "inconsistency", Math.sqrt(Moments.variance(sums)));
    }
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
    ProbabilityFlow ode = new ProbabilityFlow(denoiser, ORDER, flow.probesIn(rows.dim()));
    return logDensities(ode, rows, flow.schedule(), steps, threads, random);
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

  private static double[] logDensities(
      ProbabilityFlow ode,
      Batch rows,
      NoiseSchedule schedule,
      int steps,
      Parallel threads,
      RandomStream random) {
    double[] levels = DoubleStream.of(schedule.times(steps + 1)).map(schedule::sigma).toArray();
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
