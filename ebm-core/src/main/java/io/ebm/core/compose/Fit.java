package io.ebm.core.compose;

import io.ebm.api.Batch;
import io.ebm.api.Classifier;
import io.ebm.api.Component;
import io.ebm.api.ComponentFactory;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Growing;
import io.ebm.api.Model;
import io.ebm.api.Sizes;
import io.ebm.api.StateSpace;
import io.ebm.core.UserException;
import io.ebm.core.config.Experiment;
import io.ebm.core.config.Nested;
import io.ebm.core.data.DataSummary;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import io.ebm.core.task.Task;
import io.ebm.core.train.Trainer;
import io.ebm.nn.Network;
import io.ebm.nn.Networked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks before a run that an energy can do what the components that use it need. */
public final class Fit {

  private static final int FIRST_EXAMPLES = 256;

  private static final long MANY_TIMES = 10;

  private Fit() {}

  /**
   * Checks a component and those nested in it.
   *
   * @throws UserException that says what does not fit and which installed components do
   */
  static void check(String path, Component<?> user, FitContext context, Registry registry) {
    List<String> problems = new ArrayList<>();
    collect(path, user, context, registry, problems);
    if (!problems.isEmpty()) {
      throw new UserException(String.join("\n", problems));
    }
  }

  /**
   * Requires the heap to hold minibatches and samples: before hours of training, not after them.
   */
  static void checkMemory(Experiment experiment, Optional<Dataset> data, Model model) {
    Integer batch = experiment.training().batch();
    if (batch != null && data.isPresent() && experiment.objective() != null) {
      checkMemory("training.batch", batch, "examples", data.get().space().dim(), 1);
    }
    EnergyFunction energy = model.as(EnergyFunction.class).orElse(null);
    if (energy != null && experiment.sampler() != null) {
      int chains = experiment.sampling().count();
      checkMemory("sampling.count", chains, "chains", energy.space().dim(), 2);
    }
  }

  /**
   * Requires the heap to hold rows of floats.
   *
   * @param setting the setting that says how many
   * @param what what they are, as in {@code "chains"}
   * @param each how many times each is held, at least
   * @throws UserException that says what they would take
   */
  public static void checkMemory(String setting, long rows, String what, int dim, int each) {
    String all = rows + " " + what + " of " + dim + (dim == 1 ? " value" : " values");
    if ((double) rows * dim > Sizes.MOST) {
      throw new UserException(
          setting + ": " + all + " are more than an array can have, " + Sizes.MOST + " values");
    }
    Sizes.lack(all, (double) rows * dim * each * Float.BYTES)
        .ifPresent(
            why -> {
              throw new UserException(setting + ": " + why);
            });
  }

  /**
   * Checks that examples are states of an energy: their number of values, and the first of them.
   *
   * @throws UserException that names a value that is none
   */
  static void checkData(String energyName, StateSpace space, Dataset data) {
    if (data.train() instanceof ConditionalExamples<?>) {
      return;
    }
    if (data.space().dim() != space.dim()) {
      throw new UserException(
          "data: examples have "
              + data.space().dim()
              + " values, "
              + data.space()
              + ", and energy '"
              + energyName
              + "' is over "
              + space.dim()
              + ", "
              + space);
    }
    Batch rows = data.train().range(0, Math.min(FIRST_EXAMPLES, data.train().size()), space.dim());
    int row = space.firstOutside(rows);
    if (row >= 0) {
      int column = 0;
      while (space.allows(rows.get(row, column))) {
        column++;
      }
      throw new UserException(
          "data: example "
              + row
              + " has "
              + rows.get(row, column)
              + " in column "
              + column
              + ", and energy '"
              + energyName
              + "' is over "
              + space);
    }
  }

  /**
   * Requires a classifier of examples that vary in length to be made of a network that takes such:
   * whatever knows rows of numbers alone would meet NaN in them.
   *
   * @throws UserException if it is not
   */
  static void checkVarying(String energyName, Model model, Dataset data) {
    boolean varies = data.space().varies();
    boolean packs =
        model
            .as(Networked.class)
            .map(networked -> networked.networks().values().stream().allMatch(Network::packs))
            .orElse(false);
    if (varies && model.as(Classifier.class).isPresent() && !packs) {
      throw new UserException(
          "energy '"
              + energyName
              + "' takes examples that all have the same numbers, but they are "
              + DataSummary.describe(data.space())
              + "; classifiers whose config has 'layers' take such");
    }
  }

  /** Refuses a step that would look at all examples of data of which there will be more. */
  static void checkGrowth(Experiment experiment, boolean needsAll) {
    if (needsAll) {
      throw new UserException(
          "optimizer: '"
              + experiment.optimizer().type()
              + "' needs the same examples at every step, but these data grow while training; take a"
              + " stochastic one, as adam");
    }
    Integer batch = experiment.training().batch();
    if (batch != null && batch == 0) {
      throw new UserException(
          "training.batch: 0 means all examples, but these data grow while training; give a number");
    }
  }

  /** Warns of minibatches in which every example comes many times. */
  static Optional<String> manyTimes(Experiment experiment, Dataset data) {
    Integer batch = experiment.training().batch();
    int examples = data.train().size();
    return batch == null || examples < 1 || batch <= MANY_TIMES * examples
        ? Optional.empty()
        : Optional.of(
            "training.batch is "
                + batch
                + ", but there are "
                + examples
                + " examples; each comes many times in a minibatch, and a step takes as long");
  }

  /** Checks samplers that the data draw from the model with, as those of actors do. */
  static void checkActors(Experiment experiment, FitContext context, Registry registry) {
    if (experiment.data() != null) {
      Nested.in(
          experiment.data().config(),
          (name, nested) -> {
            if (Kind.of(nested.factory()) == Kind.SAMPLER) {
              check("data." + name, nested, context, registry);
            }
          });
    }
  }

  /** Refuses settings of training that the data or the optimizer cannot have. */
  static void checkTraining(Composition composition) {
    Experiment experiment = composition.experiment();
    Augmenting.check(composition);
    if (experiment.training().dataNoise().highest() > 0) {
      composition.data().ifPresent(data -> checkNoise(composition.model(), data));
    }
    if (experiment.training().rollbacks() > 0 && Trainer.needsAll(composition.optimizer())) {
      throw new UserException(
          "training.rollbacks: optimizer '"
              + experiment.optimizer().type()
              + "' searches the length of its steps itself; leave the key out");
    }
  }

  /**
   * Checks that normal noise can be added to examples, or to what a conditional model is given.
   *
   * @throws UserException that says why not
   */
  static void checkNoise(Model model, Dataset data) {
    noiseObstacle(model, data)
        .ifPresent(
            reason -> {
              throw new UserException("training.dataNoise: " + reason);
            });
  }

  private static Optional<String> noiseObstacle(Model model, Dataset data) {
    Task<?> task = Task.of(model, data.train(), data.space().dim());
    if (!task.conditional()) {
      return realOnly("data", data.space());
    }
    if (data instanceof Growing) {
      return Optional.of("is for recorded examples, not for those that training adds");
    }
    Optional<StateSpace> contexts = task.contextSpace();
    if (contexts.isPresent()) {
      return realOnly("contexts", contexts.get());
    }
    return task.size() > 0 && !task.takesNumbers()
        ? Optional.of("needs contexts that are rows of numbers; those of these data are not")
        : Optional.empty();
  }

  private static Optional<String> realOnly(String what, StateSpace space) {
    return space instanceof StateSpace.Real
        ? Optional.empty()
        : Optional.of("needs unbounded real " + what + ", but they are of " + space);
  }

  private static void collect(
      String path,
      Component<?> user,
      FitContext context,
      Registry registry,
      List<String> problems) {
    Optional<String> varying = varying(user, context);
    if (varying.isPresent()) {
      problems.add(path + ": " + varying.get());
      return;
    }
    user.misfit(context)
        .ifPresent(
            why -> {
              Kind kind = Kind.of(user.factory());
              problems.add(
                  path
                      + ": "
                      + kind.word()
                      + " '"
                      + user.type()
                      + "' "
                      + why
                      + "; "
                      + kind.word()
                      + "s that fit it: "
                      + fitting(kind, user.type(), context, registry));
            });
    FitContext within = user.factory().within(context);
    Nested.in(
        user.config(),
        (name, nested) -> collect(path + "." + name, nested, within, registry, problems));
  }

  /**
   * Why a component, or one nested in it, cannot be used on that, in a sentence that begins with
   * who: {@code "sampler 'gibbs' needs an energy that is GibbsSampled; …"}; empty if all can.
   */
  public static Optional<String> obstacle(Component<?> user, FitContext context) {
    List<String> found = new ArrayList<>();
    varying(user, context).ifPresent(found::add);
    user.misfit(context)
        .ifPresent(
            why -> found.add(Kind.of(user.factory()).word() + " '" + user.type() + "' " + why));
    FitContext within = user.factory().within(context);
    Nested.in(user.config(), (name, nested) -> obstacle(nested, within).ifPresent(found::add));
    return found.stream().findFirst();
  }

  /**
   * States whose positions vary are contexts; nothing draws or moves them. Augmentations are asked
   * about each space by themselves.
   */
  private static Optional<String> varying(Component<?> user, FitContext context) {
    StateSpace space = context.energy().space();
    return space.varies() && Kind.of(user.factory()) != Kind.AUGMENTATION
        ? Optional.of(
            Kind.of(user.factory()).word()
                + " '"
                + user.type()
                + "' takes states of one size, and those of the energy are "
                + space
                + "; such rows can be what a model is given, as a classifier is")
        : Optional.empty();
  }

  private static String fitting(Kind kind, String without, FitContext context, Registry registry) {
    String fitting =
        registry.entries(kind).stream()
            .filter(entry -> !entry.name().equals(without) && fits(entry, context))
            .map(Registry.Entry::name)
            .collect(Collectors.joining(", "));
    return fitting.isEmpty() ? "none is installed" : fitting;
  }

  /** Whether components of a kind can be used on that, with the right settings. */
  static boolean fits(Registry.Entry entry, FitContext context) {
    return entry.extension() instanceof ComponentFactory<?, ?> factory
        && factory.misfit(null, context).isEmpty();
  }
}
