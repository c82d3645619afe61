package io.ebm.core.study;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.KnownDensity;
import io.ebm.api.RandomStream;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.Denoisers;
import io.ebm.core.ProgressListener;
import io.ebm.core.Run;
import io.ebm.core.Session;
import io.ebm.core.UserException;
import io.ebm.core.config.Flow;
import io.ebm.core.diagnostics.Moments;
import io.ebm.core.evaluation.FlowLikelihood;
import io.ebm.core.sampling.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Compares two models of the same data that take noise away, as the same network trained once as an
 * energy and once as a field: in likelihood along their flows, in samples and in cost.
 */
public final class EnergyOrScore {

  /** As many samples at most are drawn once more to see how long that takes. */
  private static final int TIMED = 256;

  private static final String FLOW = "/flow/";

  /**
   * A number of each side.
   *
   * @param name what it is, with its unit
   * @param first of the first side; NaN if there is none
   * @param second of the second
   * @param best what examples of the data come to in the place of samples, or their true law in
   *     that of the models; NaN if that is not known
   */
  public record Row(String name, double first, double second, double best) {}

  private final Side first;
  private final Side second;
  private final double ahead;
  private final double within;

  private EnergyOrScore(Side first, Side second, double ahead, double within) {
    this.first = first;
    this.second = second;
    this.ahead = ahead;
    this.within = within;
  }

  /**
   * Checks before they are trained that two models can be compared.
   *
   * @throws UserException if one takes no noise away, or does not say how to draw from it or how to
   *     find its likelihood, or if they are not evaluated on the same examples in the same way
   */
  public static void check(Session first, Session second) {
    Flow flow = flow(first);
    Flow other = flow(second);
    if (!flow.equals(other)) {
      throw new UserException(
          "evaluation.flow: '"
              + first.experiment().name()
              + "' and '"
              + second.experiment().name()
              + "' find likelihoods in different ways");
    }
    RandomStream random = random(first);
    Batch rows = FlowLikelihood.rows(data(first), flow, random);
    Batch others = FlowLikelihood.rows(data(second), other, random);
    if (rows.size() < 2 || !Arrays.equals(rows.copy().array(), others.copy().array())) {
      throw new UserException(
          "data: the models are to be compared by the same examples, two at least, and those of '"
              + first.experiment().name()
              + "' are not those of '"
              + second.experiment().name()
              + "'; let both have the same data and the same seed");
    }
  }

  /** How a model's likelihood is found; checks that it can be. */
  private static Flow flow(Session session) {
    String name = "'" + session.experiment().name() + "'";
    if (Denoisers.of(session.energy()).isEmpty()) {
      throw new UserException(
          "energy: that of " + name + " takes no noise away; the study needs one that does");
    }
    if (!session.canSample()) {
      throw new UserException("sampling.sampler: this key is missing in " + name);
    }
    data(session);
    Flow flow = session.experiment().evaluation().flow();
    if (flow == null) {
      throw new UserException(
          "evaluation.flow: this key is missing in " + name + "; {} takes its defaults");
    }
    return flow;
  }

  private static Dataset data(Session session) {
    return session
        .composition()
        .data()
        .orElseThrow(() -> new UserException("data: this key is missing; the study needs data"));
  }

  private static RandomStream random(Session session) {
    return RandomStream.of(session.experiment().seed()).split("study");
  }

  /**
   * Draws from a trained run and evaluates it.
   *
   * @param secondsPerStep of its training; NaN if it was trained before
   * @param listener told how far sampling is
   */
  public static Side measure(Run run, double secondsPerStep, ProgressListener listener) {
    Session session = run.session();
    Draws draws = run.sample(listener);
    int count = Math.min(TIMED, draws.states().size());
    long start = System.nanoTime();
    session.draw(count, null, null, ProgressListener.NONE);
    double seconds = 1e-9 * (System.nanoTime() - start);
    return new Side(session, draws.states(), run.evaluate(draws), secondsPerStep, seconds / count);
  }

  /** Compares two models that were found comparable. */
  public static EnergyOrScore of(Side first, Side second) {
    Flow flow = Objects.requireNonNull(first.session().experiment().evaluation().flow());
    RandomStream random = random(first.session());
    Batch rows = FlowLikelihood.rows(data(first.session()), flow, random);
    int steps = (int) Math.max(first.found(FLOW + "steps"), second.found(FLOW + "steps"));
    double[] differences = logDensities(first, rows, flow, steps, random);
    double[] others = logDensities(second, rows, flow, steps, random);
    for (int i = 0; i < others.length; i++) {
      differences[i] -= others[i];
    }
    double error = Math.sqrt(Moments.variance(differences) / differences.length);
    double moved = first.found(FLOW + "movedByHalving") + second.found(FLOW + "movedByHalving");
    return new EnergyOrScore(first, second, Moments.mean(differences), 2 * error + moved);
  }

  private static double[] logDensities(
      Side side, Batch rows, Flow flow, int steps, RandomStream random) {
    Denoiser denoiser = Denoisers.of(side.session().energy()).orElseThrow();
    return FlowLikelihood.logDensities(
        denoiser,
        rows,
        flow,
        steps,
        side.session().composition().workers(),
        random.split("probes"));
  }

  /** The names of the two models. */
  public List<String> names() {
    return List.of(first.name(), second.name());
  }

  /** Whether each is an energy or a field. */
  public List<String> kinds() {
    return List.of(first.kind(), second.kind());
  }

  /** What was found; rows of which nothing is known are left out. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("parameters", parameters(first), parameters(second), Double.NaN));
    rows.add(
        new Row(
            "multiply-adds of a score", first.multiplyAdds(), second.multiplyAdds(), Double.NaN));
    rows.add(
        new Row(
            "seconds of a step of training",
            first.secondsPerStep(),
            second.secondsPerStep(),
            Double.NaN));
    rows.add(
        new Row(
            "seconds of a sample",
            first.secondsPerSample(),
            second.secondsPerSample(),
            Double.NaN));
    rows.add(found("log-likelihood, nats", "logLikelihood", trueLogDensity()));
    rows.add(found("log-likelihood, from", "lower", Double.NaN));
    rows.add(found("log-likelihood, to", "upper", Double.NaN));
    rows.add(new Row("ahead of the other, nats", ahead, -ahead, Double.NaN));
    rows.add(new Row("ahead, to within", within, within, Double.NaN));
    rows.add(found("bits of a dimension", "bitsPerDimension", Double.NaN));
    rows.add(found("inconsistency, nats", "inconsistency", Double.NaN));
    rows.add(
        new Row(
            "cross-entropy of samples, nats",
            crossEntropy(first.samples()),
            crossEntropy(second.samples()),
            -trueLogDensity()));
    first.evaluation().path("samples").properties().stream()
        .filter(measure -> measure.getValue().has("halves"))
        .filter(measure -> !measure.getKey().equals("stein")) // of each energy's own law
        .forEach(measure -> rows.add(ofSamples(measure.getKey())));
    rows.removeIf(row -> Double.isNaN(row.first()) && Double.isNaN(row.second()));
    return rows;
  }

  private static double parameters(Side side) {
    return side.session().composition().learnable().parameters().size();
  }

  private Row found(String name, String key, double best) {
    return new Row(name, first.found(FLOW + key), second.found(FLOW + key), best);
  }

  private Row ofSamples(String measure) {
    String at = "/samples/" + measure;
    return new Row(
        "samples: " + measure,
        first.found(at + "/value"),
        second.found(at + "/value"),
        first.found(at + "/halves"));
  }

  /** Of the examples by their true law, where that is known. */
  private double trueLogDensity() {
    Flow flow = Objects.requireNonNull(first.session().experiment().evaluation().flow());
    Session session = first.session();
    return -crossEntropy(FlowLikelihood.rows(data(session), flow, random(session)));
  }

  /** Of rows to the true law of the data; NaN where that is not known. */
  private double crossEntropy(Batch rows) {
    if (!(data(first.session()) instanceof KnownDensity law)) {
      return Double.NaN;
    }
    double[] logDensities = new double[rows.size()];
    law.logDensities(rows, logDensities);
    return -Moments.mean(logDensities);
  }

  /** What all that comes to, in a few sentences. */
  public String verdict() {
    StringBuilder text = new StringBuilder();
    Side better = ahead > 0 ? first : second;
    text.append(
        Math.abs(ahead) > within
            ? String.format(
                Locale.ROOT,
                "In likelihood %s is ahead by %.4f nats, to within %.4f.",
                better.who(),
                Math.abs(ahead),
                within)
            : String.format(
                Locale.ROOT,
                "In likelihood neither is ahead: the difference, %.4f nats, is known to within"
                    + " %.4f.",
                Math.abs(ahead),
                within));
    ratio("A score", first.multiplyAdds() / second.multiplyAdds(), "multiply-adds", text);
    ratio("A step of training", first.secondsPerStep() / second.secondsPerStep(), "time", text);
    ratio("A sample", first.secondsPerSample() / second.secondsPerSample(), "time", text);
    for (Side side : List.of(first, second)) {
      double inconsistency = side.found(FLOW + "inconsistency");
      if (!Double.isNaN(inconsistency)) {
        text.append(
            String.format(
                Locale.ROOT,
                " What %s says of examples differs from its flow by %.3g nats.",
                side.who(),
                inconsistency));
      }
    }
    return text.toString();
  }

  /** Says by how much one takes more of something than the other. */
  private void ratio(String what, double ratio, String of, StringBuilder text) {
    if (Double.isFinite(ratio) && ratio > 0) {
      boolean more = ratio >= 1;
      text.append(
          String.format(
              Locale.ROOT,
              " %s of %s takes %.2f times the %s of one of %s.",
              what,
              (more ? first : second).who(),
              more ? ratio : 1 / ratio,
              of,
              (more ? second : first).who()));
    }
  }

  /**
   * Samples of both, one above the other, beside the energies where states are points of a plane.
   */
  public byte[] picture() {
    return SidesPicture.png(first, second, rows());
  }
}
