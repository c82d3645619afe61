package io.ebm.nn;

import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link NetworkEnergy} computes: {@code u · f(x, c) + precision · |x|² / 2}.
 *
 * @param network {@code f}, with one output; its first input is the state, its second, if it has
 *     one, the context
 * @param space where states are from
 * @param states how states enter
 * @param conditions how contexts enter, or null without
 * @param unit {@code u}
 * @param precision that of the Gaussian base, 0 for none
 * @param constraint what weights must obey
 */
public record NetworkForm(
    Network network,
    StateSpace space,
    Intake states,
    @Nullable Intake conditions,
    float unit,
    double precision,
    Constraint constraint) {

  /** A bound on what the tensors of a network may be. */
  @FunctionalInterface
  public interface Constraint {
    /** None. */
    Constraint NONE = (network, parameters) -> {};

    /** Puts the tensors back where they may be. */
    void apply(Network network, Parameters parameters);
  }

  /** A network over states of a space, which enter as the space says. */
  public static NetworkForm of(
      Network network, StateSpace space, double precision, Constraint constraint) {
    Intake states = intake(space);
    if (network.output().size() != 1 || network.inputs().get(0).units() != states.units()) {
      throw new IllegalArgumentException(
          "a network from "
              + network.inputs()
              + " to "
              + network.output()
              + " is no energy of "
              + space);
    }
    return new NetworkForm(network, space, states, null, 1, precision, constraint);
  }

  /** How states of a space enter a network: numbers as they are, labels as a unit each. */
  public static Intake intake(StateSpace space) {
    return space instanceof StateSpace.Categorical labels
        ? Intake.oneHot(labels)
        : Intake.plain(space.dim());
  }

  /**
   * The shape in which states of a space enter: labels as {@code [levels, sites]}, and what varies
   * packed, as sequences that an end ends.
   */
  public static Shape shape(StateSpace space) {
    if (space instanceof StateSpace.Varying varying) {
      return Shape.varying(varying.channels(), varying.most(), varying.labels());
    }
    if (space instanceof StateSpace.Graphs graphs) {
      return Shape.graph(
          graphs.channels(), graphs.nodes(), graphs.labels(), graphs.links(), graphs.kinds());
    }
    if (space instanceof StateSpace.Categorical labels) {
      return labels.end() < 0
          ? Shape.of(labels.levels(), labels.length())
          : Shape.varying(labels.levels(), labels.length());
    }
    return Shape.ofStates(space.shape());
  }

  void constrain(Parameters parameters) {
    constraint.apply(network, parameters);
  }
}
