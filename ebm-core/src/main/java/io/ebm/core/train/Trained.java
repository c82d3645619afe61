package io.ebm.core.train;

import io.ebm.api.Gradient;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.StateWriter;
import io.ebm.core.config.Tensors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an optimizer trains: the model's parameters, or these with the objectives', and of them all
 * or those that are {@link FreeParameters free}. Where there is nothing to join or to leave out it
 * is the model's own arrays.
 */
final class Trained {

  private final Parameterised learnable;
  private final @Nullable JointParameters joint;
  private final @Nullable FreeParameters free;

  /**
   * Creates it and makes tensors equal that are to be.
   *
   * @param joint the objectives' parameters with the model's, or null if they have none
   * @param sparse whether gradients are
   * @throws io.ebm.core.UserException if the settings do not fit the model
   */
  Trained(
      Parameterised learnable, @Nullable JointParameters joint, Tensors settings, boolean sparse) {
    this.learnable = learnable;
    this.joint = joint;
    Parameters model = learnable.parameters();
    if (settings.changeSteps()) {
      Parameters whole = joint == null ? model : joint.all();
      TensorRules rules = TensorRules.of(settings, model);
      free = new FreeParameters(rules, whole, model.tensors().size(), sparse);
      free.equalise(model.values());
    } else {
      free = null;
    }
  }

  /** The model. */
  Parameterised learnable() {
    return learnable;
  }

  /** The objectives' parameters with the model's, if they have any. */
  @Nullable JointParameters joint() {
    return joint;
  }

  /** What tensors are left to the optimizer, if not all. */
  @Nullable FreeParameters free() {
    return free;
  }

  /** Whether the optimizer works on other arrays than the model. */
  boolean apart() {
    return joint != null || free != null;
  }

  /** The parameters as model and objectives have them, for the optimizer. */
  Parameters gather() {
    Parameters all = joint == null ? learnable.parameters() : joint.gather();
    return free == null ? all : free.gather();
  }

  /** Gives model and objectives what the optimizer did. */
  void scatter() {
    if (free != null) {
      free.scatter();
    }
    if (joint != null) {
      joint.scatter();
    }
  }

  /**
   * The gradient of a step for the optimizer.
   *
   * @param ofModel the mean gradient by the model's parameters, folded; may be overwritten
   * @param factor what makes means of the sums of gradients by the objectives' parameters
   */
  Gradient gather(Gradient ofModel, double factor) {
    Gradient all = joint == null ? ofModel : joint.gather(ofModel, factor, joint.gradient());
    return free == null ? all : free.gather(all);
  }

  /**
   * The gradient of the sum of the loss, for an optimizer that has its own array for it.
   *
   * @param ofModel the sum by the model's parameters; overwritten
   */
  void gatherSum(Gradient ofModel, Gradient into) {
    if (free == null) {
      if (joint != null) {
        joint.gather(ofModel, 1, into);
      }
      return;
    }
    free.fold(ofModel);
    free.gather(joint == null ? ofModel : joint.gather(ofModel, 1, joint.gradient()), into);
  }

  /** {@link FreeParameters#fold}; gives {@code norm} where nothing is to be folded. */
  double fold(Gradient ofModel, double norm) {
    return free == null ? norm : free.fold(ofModel);
  }

  /** Has the model constrain its parameters, those that may move. */
  void constrain() {
    if (free == null) {
      learnable.constrain();
    } else {
      free.hold(learnable.parameters().values(), learnable::constrain);
    }
  }

  /** Writes the objective's own parameters, if it has any. */
  void saveOwn(StateWriter writer) {
    if (joint != null) {
      Parameters own = joint.own();
      for (Parameters.Tensor tensor : own.tensors()) {
        writer
            .child(Trainer.OWN)
            .put(
                tensor.name(),
                Arrays.copyOfRange(own.values(), tensor.offset(), tensor.offset() + tensor.size()));
      }
    }
  }
}
