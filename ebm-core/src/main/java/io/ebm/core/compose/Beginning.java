package io.ebm.core.compose;

import io.ebm.api.Parameterised;
import io.ebm.core.UserException;
import io.ebm.core.config.Experiment;
import io.ebm.core.config.Tensors;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.train.TensorNames;
import io.ebm.core.train.TensorRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an experiment says of single tensors, before the first step of training. */
public final class Beginning {

  private Beginning() {}

  /**
   * Checks an experiment's parts and, where its model can be made, what it says of single tensors;
   * all problems are told together.
   *
   * @param loads whether the files to start from are there and fit, too
   */
  static void check(Composition composition, Runnable parts, boolean loads) {
    UserException failure = null;
    try {
      parts.run();
    } catch (UserException e) {
      failure = e;
    }
    List<String> problems = new ArrayList<>();
    try {
      problems.addAll(problems(composition, loads));
    } catch (UserException e) {
      if (failure == null) {
        throw e;
      } // it is the same one: the model or the optimizer cannot be made
    }
    if (problems.isEmpty()) {
      if (failure != null) {
        throw failure;
      }
      return;
    }
    String all = String.join("\n", problems);
    throw failure == null
        ? new UserException(all)
        : new UserException(failure.getMessage() + "\n" + all, failure);
  }

  /**
   * Gives the model the values that its experiment says training starts from.
   *
   * @throws UserException if a file does not fit, cannot be read or holds a number that is not
   *     finite
   */
  public static void load(Composition composition) {
    transfer(composition).ifPresent(transfer -> transfer.run(composition.run()));
  }

  private static List<String> problems(Composition composition, boolean loads) {
    Experiment experiment = composition.experiment();
    Tensors settings = experiment.training().tensors();
    if (experiment.objective() == null || (!settings.changeSteps() && settings.loads().isEmpty())) {
      return List.of();
    }
    Parameterised learnable = composition.learnable();
    List<String> problems = new ArrayList<>();
    if (loads) {
      transfer(composition)
          .ifPresent(
              transfer -> {
                problems.addAll(transfer.problems());
                problems.addAll(lost(settings.ties(), transfer.loaded()));
              });
    }
    problems.addAll(
        TensorRules.problems(
            settings,
            learnable.parameters(),
            experiment.energy().type(),
            composition.optimizer(),
            experiment.optimizer().type()));
    return problems;
  }

  /** What is loaded and then overwritten, being tied to what is not. */
  private static List<String> lost(List<Tensors.Tie> ties, Set<String> loaded) {
    List<String> problems = new ArrayList<>();
    for (int k = 0; k < ties.size(); k++) {
      Tensors.Tie tie = ties.get(k);
      for (String name : loaded) {
        if (TensorNames.begins(name, tie.with())) {
          String first = tie.prefix() + name.substring(tie.with().length());
          if (!loaded.contains(first)) {
            problems.add(
                "training.tensors.tied["
                    + k
                    + "]: '"
                    + name
                    + "' is loaded, but both start from '"
                    + first
                    + "', which is not; exchange \"prefix\" and \"with\"");
          }
        }
      }
    }
    return problems;
  }

  private static Optional<Transfer> transfer(Composition composition) {
    Experiment experiment = composition.experiment();
    List<Tensors.Load> loads = experiment.training().tensors().loads();
    if (experiment.objective() == null || loads.isEmpty()) {
      return Optional.empty();
    }
    RunContext context =
        new RunContext(
            composition.run(), "training", -1, composition.progress(), new MetricsBuffer());
    return Optional.of(
        Transfer.of(
            loads, composition.learnable().parameters(), experiment.energy().type(), context));
  }
}
