package io.ebm.core;

import io.ebm.api.NonFiniteException;
import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import io.ebm.core.run.Json;
import io.ebm.core.sampling.Draws;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the installed scorers say of a run. */
final class Scores {

  /** The stream of what evaluations draw. */
  static final String STREAM = "evaluation";

  private static final String SCORES = "scores";

  private Scores() {}

  /**
   * Adds the scores to an evaluation.
   *
   * @param draws samples, or null
   * @throws UserException if a scorer refuses the run, or two give a number of one name
   * @throws RunFailedException if something is not finite
   * @throws ComponentException if a scorer fails
   */
  static void add(Session session, @Nullable Draws draws, ObjectNode evaluation) {
    RunView run = new HostRun(session, draws, evaluation, STREAM);
    session
        .composition()
        .registry()
        .forEach(Kind.SCORER, Scorer.class, (entry, scorer) -> add(entry, scorer, run, evaluation));
  }

  private static void add(Registry.Entry entry, Scorer scorer, RunView run, ObjectNode evaluation) {
    Map<String, Double> scores;
    try {
      if (!scorer.applies(run)) {
        return;
      }
      scores = scorer.scores(run);
    } catch (UserException | RunFailedException | ComponentException e) {
      throw e;
    } catch (NonFiniteException e) {
      throw new RunFailedException(Texts.reason(e), e);
    } catch (IllegalArgumentException e) {
      throw new UserException(entry + ": " + Texts.reason(e), e);
    } catch (RuntimeException | LinkageError e) {
      if (Failures.sentence(e).isPresent()) {
        throw e; // the machine's fault, or that of sizes
      }
      throw new ComponentException(entry + " fails: " + e, e);
    }
    ObjectNode node = evaluation.withObject("/" + SCORES);
    scores.forEach(
        (name, value) -> {
          if (node.has(name)) {
            throw new UserException(
                entry + " gives a score '" + name + "', but there is one of that name already");
          }
          Json.put(node, name, value);
        });
  }
}
