package io.ebm.objectives.unrolled;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.nn.Head;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Concat;
import io.ebm.nn.layers.Condition;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.Parallel;
import io.ebm.nn.layers.Sequence;
import java.util.List;

/** Energies of three numbers given two, by a network that is smooth. */
final class SmallNetwork implements Conditional<Batch> {

  static final int TARGETS = 3;
  static final int CONTEXTS = 2;

  private final NetworkForm form;
  private final Parameters parameters;

  SmallNetwork() {
    Parameters.Builder builder = Parameters.builder();
    Network network =
        Network.of(
            List.of(Shape.of(TARGETS), Shape.of(CONTEXTS)),
            Head.HALF_SQUARE.over(
                new Sequence(
                    List.of(
                        new Parallel(
                            List.of(Functions.of(Activation.TANH), new Condition(0)), new Concat()),
                        new Dense(8),
                        Functions.of(Activation.SILU),
                        new Dense(4)))),
            builder,
            "");
    parameters = builder.build();
    network.initialise(parameters.values(), RandomStream.of(5));
    form =
        new NetworkForm(
            network,
            StateSpace.real(TARGETS),
            NetworkForm.intake(StateSpace.real(TARGETS)),
            NetworkForm.intake(StateSpace.real(CONTEXTS)),
            1,
            0.5,
            NetworkForm.Constraint.NONE);
  }

  Parameters parameters() {
    return parameters;
  }

  @Override
  public StateSpace targets() {
    return form.space();
  }

  @Override
  public EnergyFunction given(Batch contexts) {
    return NetworkEnergy.given(form, parameters, contexts);
  }

  static Batch normal(int rows, int dim, long seed) {
    Batch batch = Batch.allocate(rows, dim);
    RandomStream.of(seed).fillGaussian(batch.array(), 0, batch.length());
    return batch;
  }
}
