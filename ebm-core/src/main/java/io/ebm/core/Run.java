package io.ebm.core;

import io.ebm.api.Metrics;
import io.ebm.api.StateReader;
import io.ebm.core.compose.Beginning;
import io.ebm.core.config.Best;
import io.ebm.core.config.Training;
import io.ebm.core.run.Checkpoints;
import io.ebm.core.run.Replicates;
import io.ebm.core.run.RunFolder;
import io.ebm.core.run.StateMap;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.sampling.Draws;
import io.ebm.core.sampling.SampleFiles;
import io.ebm.core.train.Trainer;
import io.ebm.core.train.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An experiment and the folder in which its run is kept. */
public final class Run {

  /** Told of each training step's mean loss. */
  @FunctionalInterface
  public interface LossListener {
    /** So many steps of so many are done, the last with this loss. */
    void at(long done, long steps, double loss);
  }

  private final RunFolder folder;
  private final Session session;
  private @Nullable Trainer trainer;
  private long done;
  private @Nullable String stopped;
  private @Nullable String kept;
  private BooleanSupplier stop = () -> false;
  private final List<String> rollbacks = new ArrayList<>();

  Run(RunFolder folder, Session session, long done) {
    this.folder = folder;
    this.session = session;
    this.done = done;
  }

  /** The folder. */
  public RunFolder folder() {
    return folder;
  }

  /** The composed experiment, to draw from and to evaluate. */
  public Session session() {
    return session;
  }

  private Trainer trainer() {
    if (trainer == null) {
      trainer = Learning.trainer(session.composition());
    }
    return trainer;
  }

  /** When and why training went back to a checkpoint, in the order it happened. */
  public List<String> rollbacks() {
    return List.copyOf(rollbacks);
  }

  /** Which parameters were the best and are kept; null where the last ones are. */
  public @Nullable String kept() {
    return kept;
  }

  /** When and why training ended before the last step; null if it did not. */
  public @Nullable String stopped() {
    return stopped;
  }

  /** What a checkpoint tells of the parameters that the objective learned itself. */
  static void tellLearned(StateReader checkpoint, Session session) {
    StateMap own = StateMap.empty(); // a copy, so that the rest of the checkpoint need not stay
    checkpoint.child(Trainer.OWN).copyTo(own.writer());
    session.learned().tell(own.reader());
  }

  private void tellLearned(Trainer trained) {
    StateMap own = StateMap.empty();
    trained.saveOwn(own.writer());
    tellLearned(own.reader(), session);
  }

  /**
   * Says when training is to end early: asked after every step; then a checkpoint is written and
   * {@link #train} throws a {@link io.ebm.core.train.TrainingStoppedException}.
   */
  public void stopWhen(BooleanSupplier asked) {
    stop = asked;
  }

  /** Goes back to the last good checkpoint. */
  void restore(Consumer<String> warn) {
    long step =
        folder
            .checkpoints()
            .restore(session.composition().learnable().parameters(), trainer()::restore, warn);
    if (step < 0) {
      Beginning.load(session.composition());
      trainer = null; // what was made of other values
    }
    done = Math.max(0, step);
    folder.metrics().truncateAfter(done);
    warn.accept(step < 0 ? "resuming from the beginning" : "resuming after step " + step);
  }

  /** Trains to the end, quietly. */
  public void train() {
    train((step, steps, loss) -> {});
  }

  /**
   * Trains to the end, writing metrics and checkpoints.
   *
   * @throws RunFailedException if something becomes non-finite
   */
  public void train(LossListener listener) {
    Training training = session.experiment().training();
    boolean loads = !training.tensors().loads().isEmpty(); // only once
    if ((training.rollbacks() > 0 || loads) && done <= 0) {
      save(trainer(), 0);
    }
    long last = -1;
    while (true) {
      try {
        attempt(listener);
        return;
      } catch (RunFailedException e) {
        long times = rolledBack(training);
        if (times >= training.rollbacks()) {
          throw times == 0
              ? e
              : new RunFailedException(
                  Texts.reason(e) + "; it went back " + times + " times before, all it may", e);
        }
        last = rollBack(e, last);
      }
    }
  }

  /** How often this run went back, also before it was resumed. */
  private long rolledBack(Training training) {
    double scale = trainer().stepScale();
    return scale == 1 ? 0 : Math.round(Math.log(scale) / Math.log(training.rollbackFactor()));
  }

  private void save(Trainer current, long step) {
    int keep = session.experiment().training().keep();
    folder.checkpoints().save(step, current.kept(), session.stateSpace(), current, keep);
  }

  /**
   * Goes back to the last checkpoint, or where that led to nothing but another failure to the one
   * before it, with shorter steps.
   *
   * @param last the step to which training went back before
   * @return the step to which it went now
   */
  private long rollBack(RunFailedException failure, long last) {
    Checkpoints checkpoints = folder.checkpoints();
    if (checkpoints.newestStep() == last) {
      checkpoints.removeNewestOfSeveral();
    }
    double scale = trainer().stepScale() * session.experiment().training().rollbackFactor();
    trainer = null; // chains and all else that is not of the checkpoint goes
    restore(message -> {});
    trainer().stepScale(scale);
    rollbacks.add(
        "back to step "
            + done
            + ", steps now "
            + scale
            + " of what they were: "
            + failure.getMessage());
    return done;
  }

  private void attempt(LossListener listener) {
    Checkpoints checkpoints = folder.checkpoints();
    Trainer current = trainer();
    Best chosen = session.experiment().training().best();
    BestParameters best =
        chosen == null ? null : new BestParameters(chosen, folder, session, Math.max(0, done));
    if (best != null && done <= 0 && best.judgedNothing()) {
      MetricsBuffer start = new MetricsBuffer();
      best.judge(0, current, start);
      folder.metrics().append(0, start.averages());
    }
    current.run(
        Math.max(0, done),
        new TrainingListener() {
          @Override
          public void stepDone(long step, long steps, double loss) {
            done = step;
            listener.at(step, steps, loss);
          }

          @Override
          public @Nullable String judge(long step, Metrics metrics) {
            tellLearned(current);
            return best == null ? null : best.judge(step, current, metrics);
          }

          @Override
          public void metrics(long step, Map<String, Double> values) {
            folder.metrics().append(step, values);
          }

          @Override
          public boolean stopAsked() {
            return stop.getAsBoolean();
          }

          @Override
          public void stopped(long step, String why) {
            stopped = "after step " + step + ", as " + why;
          }

          @Override
          public void checkpoint(long step) {
            folder.metrics().force();
            save(current, step);
          }
        },
        () -> {
          Path newest = checkpoints.newest();
          return newest == null ? "none" : newest.toString();
        });
    tellLearned(current);
    kept = best == null ? null : best.restore();
  }

  /**
   * Draws as the experiment says and writes {@code samples.npy}, in the units of the data's source.
   *
   * @throws RunFailedException if a chain becomes non-finite
   */
  public Draws sample(ProgressListener listener) {
    Draws drawn = session.draw(listener);
    SampleFiles.write(
        folder.file("samples.npy"), session.restored(drawn.states()), session.space());
    return drawn;
  }

  /**
   * Evaluates and writes {@code evaluation.json}.
   *
   * @param draws samples, or null
   */
  public ObjectNode evaluate(@Nullable Draws draws) {
    return evaluate(draws, ProgressListener.NONE);
  }

  /**
   * Evaluates and writes {@code evaluation.json}.
   *
   * @param draws samples, or null
   * @param listener told how far the estimate of the partition function is
   */
  public ObjectNode evaluate(@Nullable Draws draws, ProgressListener listener) {
    ObjectNode result = session.evaluate(draws, listener);
    folder.write("evaluation.json", result);
    return result;
  }

  /**
   * Writes the plots and {@code report.html}.
   *
   * @param draws samples, or null
   * @param evaluation what {@link #evaluate} gave, or null
   */
  public void report(@Nullable Draws draws, @Nullable JsonNode evaluation) {
    report(draws, evaluation, List.of());
  }

  /**
   * Writes the plots and {@code report.html}, with curves over several runs.
   *
   * @param draws samples, or null
   * @param evaluation what {@link #evaluate} gave, or null
   * @param others folders of other runs of the experiment, by other seeds
   * @throws UserException if there is no run in one of them, or one of another experiment
   */
  public void report(@Nullable Draws draws, @Nullable JsonNode evaluation, List<Path> others) {
    RunReport.write(folder, session, draws, evaluation, Replicates.open(folder, others));
  }

  /**
   * Checks that runs are of this one's experiment by other seeds, as {@link #report(Draws,
   * JsonNode, List)} needs them.
   *
   * @throws UserException that says which is not, and what differs
   */
  public void checkReplicates(List<Path> others) {
    Replicates.open(folder, others);
  }
}
