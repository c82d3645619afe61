package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.KnownDensity;
import io.ebm.api.KnownMoments;
import io.ebm.api.LogPartition;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import io.ebm.api.StateSpace;
import io.ebm.core.diagnostics.Moments;
import io.ebm.core.run.Json;
import io.ebm.core.runtime.Workers;
import io.ebm.core.sampling.Draws;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Evaluates an energy on data and samples; what does not apply is left out. */
public final class Evaluator {

  private static final int FEWEST_SAMPLES = 30;
  private static final int MOST_COORDINATES = 16;
  private static final int ROWS = 1024;

  private final EnergyFunction energy;
  private final Workers workers;
  private final RandomStream random;
  private final ObjectNode result = Json.object();

  private Evaluator(EnergyFunction energy, Workers workers, RandomStream random) {
    this.energy = energy;
    this.workers = workers;
    this.random = random;
  }

  /**
   * Evaluates.
   *
   * @param data the data, if there are any
   * @param draws samples of the energy, or null
   * @param diagnosis of these, or null
   * @param logZ the estimate of the partition function, or null
   * @return the object that {@code ebm evaluate --json} prints
   */
  public static ObjectNode evaluate(
      EnergyFunction energy,
      Optional<Dataset> data,
      @Nullable Draws draws,
      @Nullable Diagnosis diagnosis,
      @Nullable LogPartition logZ,
      Workers workers,
      RandomStream random) {
    Evaluator evaluator = new Evaluator(energy, workers, random);
    data.ifPresent(dataset -> evaluator.likelihood(dataset, logZ, draws));
    if (logZ != null) {
      evaluator.result.set("logZ", PartitionJson.of(logZ));
    }
    data.ifPresent(evaluator::scores);
    if (draws != null && diagnosis != null) {
      evaluator.moments(draws.states());
      evaluator.diagnostics(diagnosis, draws);
    }
    return evaluator.result;
  }

  private void likelihood(Dataset data, @Nullable LogPartition logZ, @Nullable Draws draws) {
    Energies energies = new Energies(energy, workers);
    double train = mean(energies.of(data.train()));
    double heldOut = mean(energies.of(data.heldOut()));
    boolean some = data.heldOut().size() > 0;
    double volume = data instanceof Rescaled scaled ? scaled.logVolume(data.space().dim()) : 0;
    if (logZ != null && logZ.valid()) {
      ObjectNode node = result.putObject("logLikelihood");
      PartitionJson.putLogLikelihood(node, "train", train + volume, logZ);
      if (some) {
        PartitionJson.putLogLikelihood(node, "heldOut", heldOut + volume, logZ);
      }
      if (some && data instanceof KnownDensity density) {
        Batch rows = data.heldOut().range(0, data.heldOut().size(), data.space().dim());
        double[] logDensities = new double[rows.size()];
        density.logDensities(rows, logDensities);
        Json.put(node, "true", mean(logDensities));
      }
      if (data.space() instanceof StateSpace.Categorical labels && labels.length() > 1) {
        ObjectNode costs = result.putObject("natsPerSymbol");
        PartitionJson.putCosts(costs, "train", train, symbols(labels, data.train()), logZ);
        if (some) {
          PartitionJson.putCosts(costs, "heldOut", heldOut, symbols(labels, data.heldOut()), logZ);
        }
      }
    }
    ObjectNode node = result.putObject("energy");
    Json.put(node, "train", train);
    if (some) {
      Json.put(node, "heldOut", heldOut);
    }
    if (draws != null) {
      Json.put(node, "samples", mean(energies.of(draws.states())));
    }
  }

  /** How many symbols an example has on average, its end among them. */
  private static double symbols(StateSpace.Categorical space, Examples examples) {
    if (space.end() < 0) {
      return space.length();
    }
    long sum = 0;
    for (int from = 0; from < examples.size(); from += ROWS) {
      Batch rows = examples.range(from, Math.min(examples.size(), from + ROWS), space.dim());
      for (int row = 0; row < rows.size(); row++) {
        sum += space.symbols(rows, row);
      }
    }
    return (double) sum / examples.size();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private void scores(Dataset data) {
    if (OutOfDistribution.applies(data)) {
      Map<String, Double> scores = new LinkedHashMap<>();
      OutOfDistribution.put(scores, "", energy, data, workers, random);
      Json.putAll(result.putObject("scores"), scores);
    }
  }

  /**
   * Where the energy knows its moments: how far those of the samples, which are independent chains'
   * ends, are from them, in standard errors, at worst over the coordinates.
   */
  private void moments(Batch states) {
    KnownMoments known = energy.as(KnownMoments.class).orElse(null);
    if (known == null || states.size() < FEWEST_SAMPLES) {
      return;
    }
    int dim = states.dim();
    double[] means = new double[dim];
    double[] variances = new double[dim];
    known.means(means);
    known.variances(variances);
    double worstMean = Double.NaN;
    double worstVariance = Double.NaN;
    double[] column = new double[states.size()];
    for (int k = 0; k < dim; k++) {
      for (int i = 0; i < column.length; i++) {
        column[i] = states.get(i, k);
      }
      worstMean = worse(worstMean, Moments.mean(column), means[k], column);
      for (int i = 0; i < column.length; i++) {
        column[i] = (column[i] - means[k]) * (column[i] - means[k]);
      }
      worstVariance = worse(worstVariance, Moments.mean(column), variances[k], column);
    }
    if (!Double.isNaN(worstMean)) {
      ObjectNode node = result.putObject("moments");
      Json.put(node, "worstMean", worstMean);
      Json.put(node, "worstVariance", worstVariance);
    }
  }

  /** The greater of a number and of a mean's distance from what is expected; NaN is none. */
  private static double worse(double so, double mean, double expected, double[] values) {
    double error = Math.sqrt(Moments.variance(values) / values.length);
    double distance = Math.abs(mean - expected) / error;
    return Double.isNaN(distance) || distance < so ? so : distance;
  }

  /** Diagnostics of the second half of the trace, the worst over its quantities. */
  private void diagnostics(Diagnosis diagnosis, Draws draws) {
    ObjectNode node = result.putObject("diagnostics");
    if (!Double.isNaN(diagnosis.rHat())) {
      Json.put(node, "rHat", diagnosis.rHat());
      Json.put(node, "essBulk", diagnosis.essBulk());
      Json.put(node, "essTail", diagnosis.essTail());
      node.put("chainsTraced", diagnosis.traced());
    }
    if (draws.statistics().proposals() > 0) {
      Json.put(node, "acceptance", draws.statistics().acceptance());
    }
    if (!draws.chains().metrics().isEmpty()) {
      ObjectNode chains = node.putObject("chains");
      draws.chains().metrics().forEach((name, value) -> Json.put(chains, name, value));
    }
    if (draws.chains().frozen() >= 0) {
      node.put("frozen", draws.chains().frozen());
    }
    if (draws.chains().divergences() >= 0) {
      divergences(node.putObject("divergences"), draws);
    }
  }

  /** How many transitions diverged, and where the first of them left their chains. */
  private static void divergences(ObjectNode node, Draws draws) {
    node.put("count", draws.chains().divergences());
    ArrayNode first = node.putArray("first");
    for (float[] place : draws.chains().firstDivergences()) {
      ArrayNode row = first.addArray();
      for (int i = 0; i < Math.min(place.length, MOST_COORDINATES); i++) {
        row.add(place[i]);
      }
    }
  }

  /** The second half of every chain: what is diagnosed, the first being warm-up. */
  public static double[][] secondHalf(double[][] chains) {
    double[][] half = new double[chains.length][];
    for (int i = 0; i < chains.length; i++) {
      half[i] = java.util.Arrays.copyOfRange(chains[i], chains[i].length / 2, chains[i].length);
    }
    return half;
  }
}
