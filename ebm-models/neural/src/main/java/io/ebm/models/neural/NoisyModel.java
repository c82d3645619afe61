package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parameters;
import io.ebm.api.PerClass;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.StateSpace;
import io.ebm.api.noise.DenoiserLearnable;
import io.ebm.api.noise.Guidable;
import io.ebm.nn.Network;
import io.ebm.nn.Networked;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * What an energy and a field of a {@link NoisyForm} have in common. It is the model at its least
 * noise and without a class; models at other levels and of classes share its parameters.
 */
abstract class NoisyModel
    implements EnergyFunction,
        Conditional<Batch>,
        PerClass,
        DenoiserLearnable,
        Guidable,
        Replicable,
        Networked {

  final NoisyForm form;
  final Parameters parameters;
  final NoisyForm.Given given;

  NoisyModel(NoisyForm form, Parameters parameters, NoisyForm.Given given) {
    this.form = form;
    this.parameters = parameters;
    this.given = given;
  }

  /** At one level, without a class. */
  static NoisyForm.Given level(double sigma) {
    return new Told(row -> sigma, row -> -1);
  }

  /** A level and a class for each row. */
  record Told(IntToDoubleFunction sigmas, IntUnaryOperator labels) implements NoisyForm.Given {
    @Override
    public double sigma(int row) {
      return sigmas.applyAsDouble(row);
    }

    @Override
    public int label(int row) {
      return labels.applyAsInt(row);
    }
  }

  /** The same model, given something else. */
  abstract NoisyModel with(Parameters others, NoisyForm.Given other);

  private NoisyModel with(NoisyForm.Given other) {
    return with(parameters, other);
  }

  final NoisyForm.Given at(double[] sigmas) {
    return new Told(row -> sigmas[row], given::label);
  }

  /** The model with a level for each row. */
  final NoisyModel atLevels(double[] sigmas) {
    return with(at(sigmas));
  }

  final NoisyModel atLevel(double sigma) {
    return with(new Told(row -> sigma, given::label));
  }

  @Override
  public Map<String, Network> networks() {
    return Map.of("", form.network());
  }

  @Override
  public StateSpace space() {
    return form.space();
  }

  @Override
  public StateSpace targets() {
    return form.space();
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void constrain() {
    form.constraint().apply(form.network(), parameters);
  }

  /** Fills the parameters with what the layers begin with. */
  final void initialise(RandomStream random) {
    form.network().initialise(parameters.values(), random);
    constrain();
  }

  @Override
  public NoisyModel replica(Parameters others) {
    return with(parameters.requireLayout(others), given);
  }

  @Override
  public int classes() {
    return form.classes();
  }

  @Override
  public EnergyFunction ofClass(int label) {
    Objects.checkIndex(label, form.classes());
    return with(new Told(given::sigma, row -> label));
  }

  @Override
  public EnergyFunction given(Batch contexts) {
    return with(new Told(given::sigma, row -> label(contexts, row)));
  }

  private int label(Batch contexts, int row) {
    float label = contexts.get(row, 0);
    if (!(label >= 0 && label < form.classes() && label == (int) label)) {
      throw new IllegalArgumentException(
          "context " + row + " is " + label + ", and classes are 0 to " + (form.classes() - 1));
    }
    return (int) label;
  }

  @Override
  public EnergyFunction without(boolean[] forget) {
    return with(new Told(given::sigma, row -> forget[row] ? -1 : given.label(row)));
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    boolean ofClasses =
        capability == PerClass.class
            || capability == Conditional.class
            || capability == Guidable.class;
    return ofClasses && form.classes() == 0
        ? Optional.of("it has no classes; data of the type 'given-classes' bring some")
        : Optional.empty();
  }
}
