package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.EstimationContext;
import io.ebm.api.ExactDraws;
import io.ebm.api.LogPartition;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Annealed importance sampling along one path and one ladder, forward and in reverse. A tile of
 * chains walks all of the ladder by itself; memory is the chains and a few numbers for each.
 */
final class AnnealedWeights {

  /** What weights from the base to the model cannot see. */
  static final String FORWARD = "no mode that holds mass was missed by every chain";

  private static final int REPORTS = 100;

  private final AisConfig config;
  private final EstimationContext context;
  private final Path path;
  private final double[] betas;
  private final Meter meter;
  private String beginning = "";

  /** Where forward chains ended and their log weights. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  record Forward(Batch ends, double[] logWeights) {}

  private AnnealedWeights(
      AisConfig config, EstimationContext context, Path path, double[] betas, Meter meter) {
    this.config = config;
    this.context = context;
    this.path = path;
    this.betas = betas;
    this.meter = meter;
  }

  /** Prepares a path, and a ladder by a pilot run where it is adaptive. */
  static AnnealedWeights prepare(
      Path path, AisConfig config, int passes, int burnIn, EstimationContext context) {
    double[] betas = Ladder.of(config, path, context);
    long transitions = (long) passes * (betas.length - 1) + burnIn;
    Meter meter = new Meter(context, config.chains() * transitions);
    return new AnnealedWeights(config, context, path, betas, meter);
  }

  /** Walks from exact samples of the base to the model (Neal 2001). */
  Forward forward() {
    Batch states = Batch.allocate(config.chains(), path.model().space().dim());
    return new Forward(states, walk(states, true));
  }

  /** Walks from samples of the model, which are moved, to the base. */
  double[] reverse(Batch states) {
    return walk(states, false);
  }

  private double[] walk(Batch states, boolean forward) {
    int steps = betas.length - 1;
    int interval = Math.max(1, steps / REPORTS);
    double[] logWeights = new double[states.size()];
    RandomStream stage = context.random().split(forward ? "forward" : "reverse");
    context.tiles(
        states.size(),
        (tile, from, to) -> {
          Batch rows = states.slice(from, to);
          RandomStream random = stage.split(tile);
          if (forward) {
            path.sampleBase(rows, random.split("base"));
          }
          Walker walker = new Walker(path, rows, tile, random.split("walk"), context);
          double[] tileWeights = new double[rows.size()];
          for (int k = 1; k <= steps; k++) {
            double here = betas[forward ? k - 1 : steps - k + 1];
            double there = betas[forward ? k : steps - k];
            if (k < steps) {
              walker.step(here, there, config.transitions(), tileWeights);
            } else {
              walker.weigh(here, there, tileWeights); // nobody asks where the chains go then
            }
            if (k % interval == 0 || k == steps) {
              meter.add((long) rows.size() * (k % interval == 0 ? interval : k % interval));
            }
          }
          System.arraycopy(tileWeights, 0, logWeights, from, tileWeights.length);
        });
    return logWeights;
  }

  /**
   * States of the model to walk back from.
   *
   * @param forward ends of forward chains, made here where they are needed and null
   */
  Batch starts(ReverseConfig.@Nullable Start start, int burnIn, @Nullable Forward forward) {
    Batch states = Batch.allocate(config.chains(), path.model().space().dim());
    RandomStream random = context.random().split("start");
    if (start == null || start == ReverseConfig.Start.EXACT) {
      if (sampleExactly(states, random.split("exact"))) {
        beginning = "the model's exact samples reach every mode that holds mass";
        return states;
      }
    }
    boolean dataFirst = start == null && dataFit(path.model().space(), context.data());
    if (dataFirst || start == ReverseConfig.Start.DATA) {
      Dataset data = context.data().orElseThrow();
      beginning = "the training data" + after(burnIn);
      int[] indices = random.split("data").ints(states.size(), 0, data.train().size()).toArray();
      data.train().read(indices, 0, states);
    } else {
      beginning = "ends of forward chains, drawn by their weights" + after(burnIn);
      resample(forward == null ? forward() : forward, states, random.split("resample"));
    }
    burnIn(states, burnIn, random.split("burn-in"));
    return states;
  }

  private static String after(int burnIn) {
    return ", after " + burnIn + " transitions, are samples of the model, with every mode";
  }

  /** Whether the data have rows of a space. */
  static boolean dataFit(StateSpace space, Optional<Dataset> examples) {
    return examples.map(data -> data.space().dim() == space.dim()).orElse(false);
  }

  private boolean sampleExactly(Batch states, RandomStream random) {
    Optional<ExactDraws> exact = path.model().as(ExactDraws.class);
    exact.ifPresent(energy -> energy.sample(states, random));
    return exact.isPresent();
  }

  /** Systematic resampling of the ends of forward chains. */
  private static void resample(Forward forward, Batch into, RandomStream random) {
    double[] logs = forward.logWeights();
    double greatest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      greatest = Math.max(greatest, log);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - greatest);
    }
    double pick = random.nextDouble();
    double reached = 0;
    int row = 0;
    for (int i = 0; i < logs.length && row < into.size(); i++) {
      reached += Math.exp(logs[i] - greatest) / sum * into.size();
      while (row < into.size() && pick + row < reached) {
        into.copyRow(row++, forward.ends(), i);
      }
    }
    while (row < into.size()) {
      into.copyRow(row++, forward.ends(), logs.length - 1); // rounding, or no finite weight
    }
  }

  private void burnIn(Batch states, int transitions, RandomStream stage) {
    int block = Math.max(1, transitions / REPORTS);
    context.tiles(
        states.size(),
        (tile, from, to) -> {
          Walker walker =
              new Walker(path, states.slice(from, to), tile, stage.split(tile), context);
          for (int done = 0; done < transitions; done += block) {
            int count = Math.min(block, transitions - done);
            walker.move(1, count);
            meter.add((long) (to - from) * count);
          }
        });
  }

  /** {@code log Z} by weights of forward chains. */
  LogPartition forwardResult(String method, double[] logWeights) {
    LogMean mean = LogMean.of(logWeights, context.random().split("forward-interval"));
    return path.judged(result(method, mean, 1), FORWARD);
  }

  /** {@code log Z} by weights of reverse chains, whose mean is {@code Z0 / Z}. */
  LogPartition reverseResult(String method, double[] logWeights) {
    LogMean mean = LogMean.of(logWeights, context.random().split("reverse-interval"));
    return path.judged(result(method, mean, -1), beginning);
  }

  private LogPartition result(String method, LogMean mean, int sign) {
    meter.finish();
    double base = path.logBase();
    LogPartition result =
        LogPartition.of(
            base + sign * mean.value(),
            base + sign * (sign > 0 ? mean.lower() : mean.upper()),
            base + sign * (sign > 0 ? mean.upper() : mean.lower()),
            method,
            mean.ess());
    return mean.problem() == null
        ? result
        : result.invalidBecause(mean.problem() + "; more temperatures or transitions may help");
  }
}
