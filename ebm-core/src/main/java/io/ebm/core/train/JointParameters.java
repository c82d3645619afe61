package io.ebm.core.train;

import io.ebm.api.Gradient;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The parameters of a model and, behind them in one array, those of the objectives, so that one
 * optimizer trains both. The tensors of the objectives are named {@code objective.…}.
 */
final class JointParameters {

  private final Parameters model;
  private final Parameters own;
  private final Parameters all;
  private final Gradient gradient;
  private final List<Gradient> lanes = new ArrayList<>();

  private JointParameters(Parameters model, Parameters own, int lanes) {
    this.model = model;
    this.own = own;
    Parameters.Builder builder = Parameters.builder();
    model.tensors().forEach(tensor -> add(builder, tensor.name(), tensor));
    own.tensors().forEach(tensor -> add(builder, "objective." + tensor.name(), tensor));
    all = builder.build();
    gradient = all.newGradient();
    for (int lane = 0; lane < lanes; lane++) {
      this.lanes.add(own.newGradient());
    }
  }

  private static void add(Parameters.Builder builder, String name, Parameters.Tensor tensor) {
    builder.add(name, tensor.shape().stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Joins them and binds every shard's objective to the shared ones.
   *
   * @param laneOf the lane that works on each shard
   */
  static JointParameters of(
      Parameterised model, List<Shard> shards, IntUnaryOperator laneOf, int lanes) {
    Parameters own = ((Parametric) shards.get(0).objective()).newParameters();
    JointParameters joint = new JointParameters(model.parameters(), own, lanes);
    for (int i = 0; i < shards.size(); i++) {
      ((Parametric) shards.get(i).objective()).bind(own, joint.lanes.get(laneOf.applyAsInt(i)));
    }
    return joint;
  }

  /** Whether there is anything to join. */
  static boolean needed(List<Shard> shards) {
    return shards.get(0).objective() instanceof Parametric parametric
        && parametric.newParameters().size() > 0;
  }

  /** The objectives' own. */
  Parameters own() {
    return own;
  }

  /** The gradient of a lane's objectives by their own parameters. */
  Gradient lane(int lane) {
    return lanes.get(lane);
  }

  /** Both, as {@link #gather} last wrote or an optimizer left them. */
  Parameters all() {
    return all;
  }

  /** Writes what model and objectives have into {@link #all}. */
  Parameters gather() {
    System.arraycopy(model.values(), 0, all.values(), 0, model.size());
    System.arraycopy(own.values(), 0, all.values(), model.size(), own.size());
    return all;
  }

  /** Gives model and objectives what {@link #all} has. */
  void scatter() {
    System.arraycopy(all.values(), 0, model.values(), 0, model.size());
    System.arraycopy(all.values(), model.size(), own.values(), 0, own.size());
  }

  /** Both gradients in one: the model's as it is, and the lanes' sum times a factor. */
  Gradient gather(Gradient ofModel, double factor, Gradient into) {
    System.arraycopy(ofModel.values(), 0, into.values(), 0, model.size());
    for (int k = 0; k < own.size(); k++) {
      double sum = 0;
      for (Gradient lane : lanes) {
        sum += lane.values()[k];
      }
      into.values()[model.size() + k] = (float) (factor * sum);
    }
    return into;
  }

  /** A gradient of {@link #all} to use again and again. */
  Gradient gradient() {
    return gradient;
  }
}
