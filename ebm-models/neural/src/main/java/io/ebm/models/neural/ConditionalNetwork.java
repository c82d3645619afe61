package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.StateSpace;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.Networked;
import java.util.List;
import java.util.Map;

/**
 * Targets given contexts by a network of both: {@code E(c, y) = f(y, c) + |y|² / 2σ²}. Its input is
 * the target; its condition 0 the context, which layers such as {@code condition}, {@code film} and
 * {@code embedding} within them look at. Thread-safe while nobody writes the parameters.
 */
final class ConditionalNetwork implements Conditional<Batch>, Replicable, Networked {

  private final NetworkForm form;
  private final Parameters parameters;

  private ConditionalNetwork(NetworkForm form, Parameters parameters) {
    this.form = form;
    this.parameters = parameters;
  }

  /** A model whose parameters are all zero; see {@link #initialise}. */
  static ConditionalNetwork of(
      StateSpace targets,
      StateSpace contexts,
      Layer layers,
      double base,
      NetworkForm.Constraint constraint) {
    Parameters.Builder builder = Parameters.builder();
    Network network =
        Network.of(
            List.of(NetworkForm.shape(targets), NetworkForm.shape(contexts)), layers, builder, "");
    NetworkForm form =
        new NetworkForm(
            network,
            targets,
            NetworkForm.intake(targets),
            NetworkForm.intake(contexts),
            1,
            Mlp.precision(base),
            constraint);
    return new ConditionalNetwork(form, builder.build());
  }

  /** Fills the parameters with what the layers begin with. */
  void initialise(RandomStream random) {
    form.network().initialise(parameters.values(), random);
    constrain();
  }

  @Override
  public Map<String, Network> networks() {
    return Map.of("", form.network());
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

  @Override
  public ConditionalNetwork replica(Parameters others) {
    return new ConditionalNetwork(form, parameters.requireLayout(others));
  }

  @Override
  public EnergyFunction given(Batch contexts) {
    return NetworkEnergy.given(form, parameters, contexts);
  }
}
