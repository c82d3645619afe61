package io.ebm.core;

import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Labelled;
import io.ebm.api.PerClass;
import io.ebm.api.SamplerFactory;
import io.ebm.api.StateSpace;
import io.ebm.core.compose.Composition;
import io.ebm.core.compose.Fit;
import io.ebm.core.config.Sampling;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.sampling.Chains;
import io.ebm.core.sampling.Denoising;
import io.ebm.core.sampling.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a session draws from its energy by the experiment's sampler; see {@link Session}. */
final class Drawing {

  private final Composition composition;
  private final EnergyFunction energy;
  private final Sampling sampling;

  Drawing(Composition composition, EnergyFunction energy) {
    this.composition = composition;
    this.energy = energy;
    this.sampling = composition.experiment().sampling();
  }

  private StateSpace space() {
    return energy.space();
  }

  private String type() {
    return composition.experiment().energy().type();
  }

  private Chains chains(@Nullable Long seed) {
    RunContext.Run run = composition.run();
    if (seed != null) {
      run = run.withSeed(seed);
    }
    return new Chains(energy, composition.sampler(), run, composition.workers());
  }

  private int count(@Nullable Integer count) {
    int chains = count == null ? sampling.count() : count;
    if (chains < 1) {
      throw new UserException("count must be at least 1, but is " + chains);
    }
    Fit.checkMemory(
        count == null ? "sampling.count" : "--count", chains, "chains", space().dim(), 2);
    return chains;
  }

  private int transitions(@Nullable Integer steps) {
    int transitions = steps == null ? sampling.transitions(composition.sampler()) : steps;
    if (transitions < 0) {
      throw new UserException("steps must be at least 0, but is " + transitions);
    }
    return transitions;
  }

  Draws draw(
      @Nullable Integer count,
      @Nullable Integer steps,
      @Nullable Long seed,
      ProgressListener listener) {
    int transitions = transitions(steps);
    Draws drawn =
        chains(seed)
            .run(
                count(count),
                transitions,
                sampling.warmUpOf(transitions),
                sampling.startScale(),
                listener);
    denoise(energy, drawn.states());
    return drawn;
  }

  private void denoise(EnergyFunction of, Batch states) {
    if (sampling.denoise() > 0) {
      double temperature = SamplerFactory.temperatureOf(composition.sampler());
      Denoising.apply(of, states, sampling.denoise(), temperature, composition.workers());
    }
  }

  Draws ofClass(
      String name,
      @Nullable Integer count,
      @Nullable Integer steps,
      @Nullable Long seed,
      ProgressListener listener) {
    List<String> names = names();
    int label = names.indexOf(name);
    if (label < 0) {
      throw new UserException(
          "--class: there is no class '"
              + name
              + "'; they are "
              + String.join(", ", names)
              + Texts.didYouMean(name, names));
    }
    int[] classes = new int[count(count)];
    Arrays.fill(classes, label);
    return ofClasses(classes, steps, seed, listener);
  }

  private List<String> names() {
    int classes = perClass().classes();
    return composition.data().orElse(null) instanceof Labelled labelled
        ? labelled.classNames()
        : IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  Draws ofClasses(
      int[] classes, @Nullable Integer steps, @Nullable Long seed, ProgressListener listener) {
    PerClass model = perClass();
    for (int label : classes) {
      if (label < 0 || label >= model.classes()) {
        throw new UserException(
            "there is no class number " + label + "; they are 0 to " + (model.classes() - 1));
      }
    }
    int transitions = transitions(steps);
    Draws drawn =
        chains(seed)
            .ofClasses(
                model,
                classes,
                transitions,
                sampling.warmUpOf(transitions),
                sampling.startScale(),
                listener);
    for (int from = 0, to; from < classes.length; from = to) {
      to = from + 1;
      while (to < classes.length && classes[to] == classes[from]) {
        to++;
      }
      denoise(model.ofClass(classes[from]), drawn.states().slice(from, to));
    }
    return drawn;
  }

  private PerClass perClass() {
    return energy
        .as(PerClass.class)
        .orElseThrow(
            () ->
                new UserException(
                    "energy: '"
                        + type()
                        + "' has no classes to draw from; that takes an energy that is"
                        + " PerClass"));
  }

  boolean completes() {
    return noCompletion().isEmpty() || energy.as(Clampable.class).isPresent();
  }

  /** Why the sampler cannot draw some coordinates given the others. */
  private Optional<String> noCompletion() {
    return space().levels() > 0
        ? Optional.of(
            "energy: '"
                + type()
                + "' cannot hold some units and draw the others; that takes an energy that is"
                + " Clampable")
        : Fit.obstacle(composition.sampler(), Chains.completing(energy))
            .map(why -> "sampling.sampler: to complete rows of real numbers, " + why);
  }

  Draws complete(
      Batch given, @Nullable Integer steps, @Nullable Long seed, ProgressListener listener) {
    Optional<String> why = noCompletion();
    if (why.isPresent() && energy.as(Clampable.class).isEmpty()) {
      throw new UserException(why.get());
    }
    checkRows("given", given, "is to be filled in");
    int transitions = transitions(steps);
    if (why.isPresent()) {
      return chains(seed).sweep(given, transitions, sampling.startScale(), listener);
    }
    Draws drawn =
        chains(seed)
            .complete(
                given,
                transitions,
                sampling.warmUpOf(transitions),
                sampling.startScale(),
                listener);
    denoise(energy, drawn.states());
    for (int i = 0; i < given.length(); i++) {
      float value = given.array()[given.offset() + i];
      if (!Float.isNaN(value)) {
        drawn.states().array()[drawn.states().offset() + i] = value;
      }
    }
    return drawn;
  }

  /** Requires rows of the energy's space, or NaN. */
  void checkRows(String what, Batch given, String missing) {
    if (given.dim() != space().dim()) {
      throw new UserException(
          what
              + ": rows of "
              + given.dim()
              + " values do not fit "
              + space()
              + " of "
              + space().dim());
    }
    for (int i = 0; i < given.length(); i++) {
      float value = given.array()[given.offset() + i];
      if (!Float.isNaN(value) && !space().allows(value)) {
        throw new UserException(
            what
                + ": row "
                + i / given.dim()
                + " has "
                + value
                + " in column "
                + i % given.dim()
                + ", which is not in "
                + space()
                + "; NaN stands for what "
                + missing);
      }
    }
  }
}
