package io.ebm.core.task;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Experience;
import io.ebm.api.Model;
import io.ebm.api.RandomStream;
import io.ebm.api.Rows;
import io.ebm.api.StateSpace;
import io.ebm.api.Transitions;
import io.ebm.core.UserException;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model and examples: the energy of some of them, conditioned on their contexts where the model
 * is conditional and the examples have contexts. Safe for reading from several threads while nobody
 * writes the model's parameters.
 *
 * @param <C> what a block of contexts is
 */
public final class Task<C extends Rows<C>> {

  private final Model model;
  private final Examples examples;
  private final int dim;
  private final @Nullable Conditional<C> conditional;
  private final @Nullable ConditionalExamples<C> pairs;

  private Task(
      Model model,
      Examples examples,
      int dim,
      @Nullable Conditional<C> conditional,
      @Nullable ConditionalExamples<C> pairs) {
    this.model = model;
    this.examples = examples;
    this.dim = dim;
    this.conditional = conditional;
    this.pairs = pairs;
  }

  /**
   * A model and examples; whether they go together, {@link #fits} tells.
   *
   * @param dim how many values an example has
   */
  public static Task<?> of(Model model, Examples examples, int dim) {
    return examples instanceof ConditionalExamples<?> pairs
            && model.as(Conditional.class).isPresent()
        ? paired(model, pairs, dim)
        : new Task<Batch>(model, examples, dim, null, null);
  }

  private static <C extends Rows<C>> Task<C> paired(
      Model model, ConditionalExamples<C> pairs, int dim) {
    return new Task<>(model, pairs, dim, Task.<C>given(model), pairs);
  }

  /**
   * A conditional model as one that takes contexts of a certain type. Which type a model takes is
   * nowhere written down: that it takes those of the data it was made for is a matter of faith, of
   * which this is the only place.
   *
   * @throws UserException if the model is not conditional
   */
  @SuppressWarnings("unchecked")
  public static <C extends Rows<C>> Conditional<C> given(Model model) {
    return model
        .as(Conditional.class)
        .orElseThrow(() -> new UserException("energy: the model is not conditional"));
  }

  /** The model. */
  public Model model() {
    return model;
  }

  /** The examples. */
  public Examples examples() {
    return examples;
  }

  /** How many examples there are. */
  public int size() {
    return examples.size();
  }

  /** How many values an example has. */
  public int dim() {
    return dim;
  }

  /** Whether each example's energy is conditioned on a context of its own. */
  public boolean conditional() {
    return conditional != null;
  }

  /** Whether contexts are rows of numbers; of examples that have contexts, at least one. */
  public boolean takesNumbers() {
    return pairs != null && pairs.contexts(new int[1], 0, 1) instanceof Batch;
  }

  /** The space of the contexts, where they are rows of numbers of a known one. */
  public Optional<StateSpace> contextSpace() {
    return pairs == null ? Optional.empty() : pairs.contextSpace();
  }

  /** Whether examples have an energy: not those without contexts of a conditional model. */
  public boolean fits() {
    return conditional() || model.as(EnergyFunction.class).isPresent();
  }

  /**
   * The energy of some examples; row {@code i} of a batch for it is conditioned on the context of
   * example {@code indices[from + i]}.
   *
   * @param indices which examples
   * @param from where in {@code indices} to begin
   * @param count how many
   * @throws UserException if the model is conditional and the examples have no contexts
   */
  public EnergyFunction energy(int[] indices, int from, int count) {
    if (conditional != null && pairs != null) {
      return conditional.given(pairs.contexts(indices, from, count));
    }
    return unconditional();
  }

  private EnergyFunction unconditional() {
    return model
        .as(EnergyFunction.class)
        .orElseThrow(
            () ->
                new UserException(
                    "energy: a conditional model needs data with contexts, and these have none"));
  }

  /**
   * Reads examples and gives their energy, after a change of what the model is given and normal
   * noise on it: contexts that are rows of numbers, or else, without contexts, the examples
   * themselves.
   *
   * @param indices which examples; row {@code i} receives example {@code indices[from + i]}
   * @param from where in {@code indices} to begin
   * @param into its size says how many
   * @param change of these rows, in place
   * @param noise the standard deviation; 0 for none
   * @param random the stream of the noise
   */
  public EnergyFunction read(
      int[] indices,
      int from,
      Batch into,
      Consumer<Batch> change,
      double noise,
      RandomStream random) {
    examples.read(indices, from, into);
    if (conditional == null || pairs == null) {
      change.accept(into);
      disturb(into, noise, random);
      return unconditional();
    }
    C contexts = pairs.contexts(indices, from, into.size());
    if (contexts instanceof Batch features) {
      change.accept(features);
      disturb(features, noise, random);
    }
    return conditional.given(contexts);
  }

  private static void disturb(Batch rows, double noise, RandomStream random) {
    if (noise > 0) {
      try (Scratch scratch = Scratch.open()) {
        float[] normal = scratch.floats(rows.length());
        random.fillGaussian(normal, 0, rows.length());
        Vectors.axpy(rows.length(), (float) noise, normal, 0, rows.array(), rows.offset());
      }
    }
  }

  /** What followed some examples, if they are an actor's. */
  public Optional<Transitions> transitions(int[] indices, int from, int count) {
    return examples instanceof Experience experience
        ? Optional.of(experience.transitions(indices, from, count))
        : Optional.empty();
  }
}
