package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Features;
import io.ebm.api.Parallel;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.RunFailedException;
import io.ebm.core.features.PrincipalComponentsFactory;
import io.ebm.core.quality.Covariance;
import io.ebm.core.quality.FrechetDistance;
import io.ebm.core.quality.Gaussian;
import io.ebm.core.quality.MeanDiscrepancy;
import io.ebm.core.quality.Neighbourhoods;
import io.ebm.core.quality.SteinDiscrepancy;
import io.ebm.core.quality.TwoSampleTest;
import io.ebm.core.run.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Samples against held-out examples, as many of one as of the other. Beside every measure stand two
 * floors at the same number: what one half of the examples makes of the other, which nothing does
 * better but by chance, and what draws of a fitted {@link Gaussian} come to, which is trivial.
 */
public final class SampleQuality {

  /** The name of the results in an evaluation. */
  public static final String KEY = "samples";

  /** What samples came to. */
  static final String VALUE = "value";

  /** What examples come to. */
  static final String HALVES = "halves";

  /** What draws of a fitted Gaussian come to. */
  static final String GAUSSIAN = "gaussian";

  private static final int FEWEST = 100;
  private static final int COMPONENTS = 64;
  private static final int MOST_STEIN = 500;

  /** Rows and what is known of them. */
  private record Cloud(
      Batch features, Covariance covariance, Neighbourhoods near, MeanDiscrepancy within) {}

  private final EnergyFunction energy;
  private final Dataset data;
  private final Features features;
  private final Parallel threads;
  private final RandomStream random;
  private double width;

  private SampleQuality(
      EnergyFunction energy,
      Dataset data,
      Features features,
      Parallel threads,
      RandomStream random) {
    this.energy = energy;
    this.data = data;
    this.features = features;
    this.threads = threads;
    this.random = random;
  }

  /**
   * Adds the measures, unless there are fewer than 100 samples or held-out examples.
   *
   * @param energy of the examples' space; of another one nothing is added
   * @param samples of it
   * @param features in which to compare, by default principal components
   * @param most samples and examples at most; 0 for no comparison
   * @param random what rows are chosen and drawn by
   * @throws RunFailedException if a feature is not finite
   */
  public static void add(
      ObjectNode into,
      EnergyFunction energy,
      Dataset data,
      Batch samples,
      Optional<Features> features,
      int most,
      Parallel threads,
      RandomStream random) {
    int n = size(data, samples.size(), most);
    StateSpace space = data.space();
    if (n < FEWEST
        || !energy.space().equals(space)
        || (features.isEmpty()
            && (!Gaussian.on(space) || space.dim() > PrincipalComponentsFactory.MOST_DIMENSIONS))) {
      return;
    }
    Features chosen =
        features.orElseGet(() -> PrincipalComponentsFactory.of(COMPONENTS, data, threads));
    ObjectNode node = into.putObject(KEY);
    node.put("features", chosen.description());
    node.put("n", n);
    new SampleQuality(energy, data, chosen, threads, random).compare(samples, n, node);
  }

  /** As many as there are of both, and twice over of examples for their halves. */
  private static int size(Dataset data, int samples, int most) {
    int heldOut = data.heldOut().size();
    int halves = Math.max(heldOut, data.train().size()) / 2;
    return Math.min(Math.min(samples, heldOut), Math.min(most, halves));
  }

  private void compare(Batch samples, int n, ObjectNode node) {
    Examples heldOut = data.heldOut();
    boolean enough = heldOut.size() >= 2 * n;
    Batch examples = chosen(heldOut, "heldOut", enough ? 2 * n : n);
    Batch drawn = chosen(Examples.of(samples), "samples", n);
    Cloud reference = cloud(examples.slice(0, n));
    Cloud first = reference;
    Batch rest = examples;
    if (!enough) {
      rest = chosen(data.train(), "train", 2 * n);
      first = cloud(rest.slice(0, n));
    }
    node.put("halvesOf", enough ? "held-out examples" : "training examples");
    Map<String, Map<String, Double>> measures = new LinkedHashMap<>();
    put(measures, VALUE, reference, cloud(drawn));
    put(measures, HALVES, first, cloud(rest.slice(n, 2 * n)));
    Batch trivial = null;
    if (Gaussian.on(data.space())) {
      int rows = Math.min(Gaussian.MOST_ROWS, data.train().size());
      Batch train = chosen(data.train(), "gaussian", rows);
      trivial = Gaussian.of(data.space(), train).draw(n, random.split("draws"), threads);
      put(measures, GAUSSIAN, reference, cloud(trivial));
    }
    stein(measures, drawn, examples, trivial, Math.min(n, MOST_STEIN));
    measures.forEach((name, values) -> Json.putAll(node.putObject(name), values));
    if (measures.containsKey("stein")) {
      node.withObject("/stein").put("n", Math.min(n, MOST_STEIN)).put("temperature", 1);
    }
  }

  /** A random choice in a random order: data may be sorted, or alternate. */
  private Batch chosen(Examples from, String name, int count) {
    Batch rows = Batch.allocate(count, data.space().dim());
    from.read(Choice.of(from.size(), count, random.split(name)), 0, rows);
    return rows;
  }

  private Cloud cloud(Batch rows) {
    Batch values = Batch.allocate(rows.size(), features.dim());
    threads.tiles(
        rows.size(),
        (tile, from, to) -> features.compute(rows.slice(from, to), values.slice(from, to)));
    for (int i = 0; i < values.length(); i++) {
      if (!Float.isFinite(values.array()[i])) {
        throw new RunFailedException(
            "a feature of row "
                + i / values.dim()
                + " (from 0), of "
                + features.description()
                + ", is "
                + values.array()[i],
            null);
      }
    }
    if (width == 0) {
      width = MeanDiscrepancy.medianDistance(values); // of the examples, which come first
    }
    return new Cloud(
        values,
        Covariance.of(values, threads),
        Neighbourhoods.of(values, threads),
        MeanDiscrepancy.within(values, width, threads));
  }

  private void put(
      Map<String, Map<String, Double>> into, String column, Cloud examples, Cloud other) {
    Neighbourhoods.Overlap overlap = examples.near.overlap(other.near, threads);
    MeanDiscrepancy discrepancy =
        MeanDiscrepancy.between(
            examples.features, examples.within, other.features, other.within, width, threads);
    put(
        into,
        column,
        "frechet",
        FrechetDistance.between(examples.covariance, other.covariance, threads));
    put(into, column, "precision", overlap.precision());
    put(into, column, "recall", overlap.recall());
    put(into, column, "density", overlap.density());
    put(into, column, "coverage", overlap.coverage());
    put(into, column, "mmdGaussian", discrepancy.gaussian());
    put(into, column, "mmdPolynomial", discrepancy.polynomial());
    put(
        into,
        column,
        "twoSample",
        TwoSampleTest.accuracy(examples.features, other.features, threads));
  }

  private static void put(
      Map<String, Map<String, Double>> into, String column, String measure, double value) {
    into.computeIfAbsent(measure, name -> new LinkedHashMap<>()).put(column, value);
  }

  /** How far rows are from the energy's own distribution, in its own space. */
  private void stein(
      Map<String, Map<String, Double>> into,
      Batch samples,
      Batch heldOut,
      @Nullable Batch trivial,
      int n) {
    Differentiable slopes = energy.as(Differentiable.class).orElse(null);
    if (slopes == null || !(energy.space() instanceof StateSpace.Real)) {
      return;
    }
    Batch examples = heldOut.slice(0, n);
    double own = MeanDiscrepancy.medianDistance(examples);
    put(into, VALUE, "stein", stein(slopes, samples, n, own));
    put(into, HALVES, "stein", stein(slopes, examples, n, own));
    if (trivial != null) {
      put(into, GAUSSIAN, "stein", stein(slopes, trivial, n, own));
    }
  }

  private double stein(Differentiable slopes, Batch rows, int n, double own) {
    return SteinDiscrepancy.of(slopes, rows.slice(0, n), own, threads);
  }
}
