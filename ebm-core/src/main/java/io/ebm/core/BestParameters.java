package io.ebm.core;

import io.ebm.api.Checkpointed;
import io.ebm.api.Metrics;
import io.ebm.api.Parameters;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.core.config.Best;
import io.ebm.core.run.RunFolder;
import io.ebm.core.sampling.Draws;
import io.ebm.core.train.Trainer;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters of a run that were worth most, in its folder {@code best}. What they were worth at
 * every step stands in the metrics as {@code best/MEASURE}; a run that is resumed reads it there.
 */
final class BestParameters {

  private static final String METRIC = "best/";

  private final Best best;
  private final RunFolder folder;
  private final Session session;
  private double value = Double.NaN;
  private long at;
  private int since;

  /**
   * Those of a run.
   *
   * @param done how many steps are done; what was found later is found again
   */
  BestParameters(Best best, RunFolder folder, Session session, long done) {
    this.best = best;
    this.folder = folder;
    this.session = session;
    double[][] known = folder.metrics().series().get(METRIC + best.measure());
    for (int i = 0; known != null && i < known[0].length; i++) {
      if (known[0][i] <= done) {
        take(known[1][i], (long) known[0][i]);
      }
    }
  }

  private boolean take(double now, long step) {
    if (best.goal().better(now, value)) {
      value = now;
      at = step;
      since = 0;
      return true;
    }
    since++;
    return false;
  }

  /**
   * Evaluates the model as it is, and keeps its parameters if none were better.
   *
   * @return why training need not go on, or null
   * @throws UserException if the evaluation has no such number
   */
  @Nullable String judge(long step, Trainer trainer, Metrics metrics) {
    double now = measure();
    metrics.record(METRIC + best.measure(), now);
    if (take(now, step)) {
      Parameters parameters = session.composition().learnable().parameters();
      folder.best().save(step, parameters, session.stateSpace(), new Own(trainer), 1);
    }
    Integer patience = best.patience();
    return patience == null || since < patience
        ? null
        : "'"
            + best.measure()
            + "' has not been better than "
            + value
            + ", of step "
            + at
            + ", in "
            + since
            + (since == 1 ? " evaluation" : " evaluations");
  }

  private double measure() {
    Draws draws = best.ofSamples() ? session.draw(ProgressListener.NONE) : null;
    ObjectNode evaluation = session.evaluate(draws, best.ofLikelihood(), ProgressListener.NONE);
    Map<String, Double> numbers = HostRun.numbers(evaluation);
    Double found = numbers.get(best.measure());
    if (found == null) {
      throw new UserException(
          "training.best.measure: the evaluation has no number '"
              + best.measure()
              + "'; it has "
              + String.join(", ", numbers.keySet())
              + Texts.didYouMean(best.measure(), numbers.keySet()));
    }
    return found;
  }

  /** Whether nothing has been judged yet, not even what training starts from. */
  boolean judgedNothing() {
    return Double.isNaN(value) && since == 0;
  }

  /** Brings the best parameters into the model, if there are any; says which are kept. */
  String restore() {
    String which = "those of step " + at + ", with a '" + best.measure() + "' of " + value;
    Parameters parameters = session.composition().learnable().parameters();
    if (Double.isNaN(value)) {
      return "the last parameters, as '" + best.measure() + "' was no number at any time";
    }
    return folder.best().restore(parameters, own -> Run.tellLearned(own, session), warning -> {})
            == at
        ? which
        : "the last parameters, as the best ones, " + which + ", are lost or damaged";
  }

  /** Warns if a run found best parameters, and they cannot be used. */
  static void tellLost(@Nullable Best best, RunFolder folder, Consumer<String> warn) {
    if (best != null && folder.metrics().series().containsKey(METRIC + best.measure())) {
      warn.accept(
          "the best parameters of "
              + folder.path()
              + ", in its folder 'best', are lost or damaged; its last ones are used instead");
    }
  }

  /** What stands beside the parameters: those of the objective. */
  private record Own(Trainer trainer) implements Checkpointed {
    @Override
    public void save(StateWriter writer) {
      trainer.saveOwn(writer);
    }

    @Override
    public void restore(StateReader reader) {
      throw new UnsupportedOperationException("training goes on from other checkpoints");
    }
  }
}
