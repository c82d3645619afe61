package io.ebm.api.report;

import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Model;
import io.ebm.api.Objective;
import io.ebm.api.Parallel;
import io.ebm.api.PerClass;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import java.util.Map;
import java.util.Optional;

/**
 * A run, as those see it who say something of it when it is over. Nothing of it may be written. Its
 * methods are called by the thread that was given it, and those of {@link Parallel} run pieces of
 * work on all threads. May grow; the testkit has an implementation for tests.
 */
public interface RunView extends Parallel {

  /** The model. */
  Model model();

  /** The model as an energy of states, if it is one. */
  default Optional<EnergyFunction> energy() {
    return model().as(EnergyFunction.class);
  }

  /** The model as one that is given contexts, if it is. */
  default Optional<Conditional<?>> conditional() {
    return model().as(Conditional.class).map(conditional -> conditional);
  }

  /** The data, if the experiment has any. */
  Optional<Dataset> data();

  /**
   * The data as the model learns them: for a classifier the classes of labelled data, given the
   * examples; for every other model the same as {@link #data}.
   */
  Optional<Dataset> task();

  /**
   * The objective that the model was trained by, reading the {@linkplain io.ebm.api.Parametric
   * parameters} that it learned itself, if the experiment has one. It is another object than those
   * that train, the same at every call. By default there is none.
   */
  default Optional<Objective> objective() {
    return Optional.empty();
  }

  /** Samples of the model, in its own units, if there are any. */
  Optional<Batch> samples();

  /**
   * A copy of rows of the model's space, or of a classifier's features, in the units of the data's
   * source; see {@link Rescaled}.
   */
  Batch restored(Batch rows);

  /** A copy of rows in the units of the data's source as the model sees them. */
  Batch rescaled(Batch rows);

  /**
   * Whether the experiment's sampler can complete rows: whether it has one, and the model is {@link
   * Clampable}, or its states are real numbers and the sampler can draw some of them given the
   * others.
   */
  boolean completes();

  /**
   * Completes rows by the experiment's sampler, holding what is given.
   *
   * @param given rows of the model's space in its own units, with NaN for what is to be filled in
   * @throws IllegalArgumentException if a given value is not in the space, or it {@link #completes}
   *     nothing
   */
  Batch completed(Batch given);

  /**
   * Whether the experiment's sampler can draw states of one class: whether it has one, and the
   * model is {@link PerClass}.
   */
  boolean drawsClasses();

  /**
   * Draws states of classes by the experiment's sampler, in the model's own units.
   *
   * @param classes the class of each, from 0; those of one class best lie together
   * @throws IllegalArgumentException if there is no such class, or it {@link #drawsClasses} not
   */
  Batch drawn(int[] classes);

  /**
   * The numbers that were evaluated so far, by their place in the evaluation, as in {@code
   * scores.accuracy} and {@code logZ.value}; without those that are NaN.
   */
  Map<String, Double> numbers();

  /**
   * The stream of what is drawn: the same at every call and for everybody who asks, so that what
   * draws takes a {@link RandomStream#split} of it, by a name of its own.
   */
  RandomStream random();
}
