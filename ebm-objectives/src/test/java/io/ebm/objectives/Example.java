package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.RandomStream;
import io.ebm.objectives.Trial.Promise;
import io.ebm.objectives.noise.Pairing;
import io.ebm.testkit.EnergyCase;
import io.ebm.testkit.ObjectiveCase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An objective on an energy that it fits, with what is promised of it.
 *
 * @param objective the objective
 * @param energy the energy, of {@link #ROWS} rows where rows have contexts
 * @param promises what theory says
 * @param cost rows given to each method of the energy for each row of data
 * @param expected the exact gradient, of an objective whose value is a stand-in
 * @param about of an objective whose value is a stand-in: how far from the exact gradient per row
 *     its expectation may be
 */
record Example(
    Component<Objective> objective,
    Supplier<EnergyFunction> energy,
    Set<Promise> promises,
    Map<String, Integer> cost,
    @Nullable Function<ObjectiveCase, Gradient> expected,
    double about) {

  static final int ROWS = 24;
  static final long SEED = 17;

  static Example of(
      Component<Objective> objective,
      Supplier<EnergyFunction> energy,
      Map<String, Integer> cost,
      Promise... promises) {
    return new Example(objective, energy, Set.of(promises), cost, null, 0);
  }

  /** The gradient of the likelihood, or of another loss, which it estimates with a small bias. */
  Example estimates(Function<ObjectiveCase, Gradient> gradient, double bias) {
    return new Example(objective, energy, promises, cost, gradient, bias);
  }

  boolean promises(Promise promise) {
    return promises.contains(promise);
  }

  /** On what stands before a model. */
  ObjectiveCase on(EnergyFunction before, EnergyFunction model) {
    Batch data = EnergyCase.states(model.space(), ROWS, RandomStream.of(SEED).split("data"));
    ObjectiveCase.Parts parts = null;
    if (model instanceof SmallClasses classes) {
      parts = classes::part;
    } else if (model instanceof Pairing pairing) {
      parts = pairing::part;
    }
    return new ObjectiveCase(objective, before, data, SEED, parts);
  }

  ObjectiveCase test() {
    EnergyFunction model = energy.get();
    return on(model, model);
  }

  /** Costs as pairs of a method and rows. */
  static Map<String, Integer> cost(Object... pairs) {
    Map<String, Integer> cost = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      cost.put((String) pairs[i], (Integer) pairs[i + 1]);
    }
    return cost;
  }

  /** The names of examples. */
  static List<String> names(List<Example> examples) {
    return examples.stream().map(example -> example.objective().type()).distinct().toList();
  }

  @Override
  public String toString() {
    return objective.type() + " on " + energy.get().getClass().getSimpleName();
  }
}
