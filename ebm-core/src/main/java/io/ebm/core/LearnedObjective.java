package io.ebm.core;

import io.ebm.api.Component;
import io.ebm.api.LogPartition;
import io.ebm.api.Objective;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import io.ebm.api.StateReader;
import io.ebm.core.compose.Composition;
import io.ebm.core.run.StateMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that an experiment's objective has learned itself, and an objective that reads
 * them.
 */
final class LearnedObjective {

  private final Composition composition;
  private StateReader parameters = StateMap.empty().reader();
  private @Nullable Objective objective;

  LearnedObjective(Composition composition) {
    this.composition = composition;
  }

  /** Says what was learned: by the names of the tensors. */
  void tell(StateReader learned) {
    parameters = learned;
    bind();
  }

  /** The objective with what was learned, if the experiment has one; not those that train. */
  Optional<Objective> objective() {
    Component<Objective> component = composition.experiment().objective();
    if (objective == null && component != null) {
      objective = composition.shard(component, 0, 0, 1).objective();
      bind();
    }
    return Optional.ofNullable(objective);
  }

  private void bind() {
    if (!(objective instanceof Parametric parametric)) {
      return;
    }
    Parameters own = parametric.newParameters();
    for (Parameters.Tensor tensor : own.tensors()) {
      if (parameters.has(tensor.name())) {
        float[] values = parameters.floats(tensor.name());
        System.arraycopy(values, 0, own.values(), tensor.offset(), tensor.size());
      }
    }
    parametric.bind(own, own.newGradient());
  }

  /** An estimate of {@code log Z} with the learned one, if there is one, as its part. */
  Optional<LogPartition> beside(Optional<LogPartition> estimate) {
    if (!parameters.has(Parametric.LOG_NORMALISER)) {
      return estimate;
    }
    double value = parameters.floats(Parametric.LOG_NORMALISER)[0];
    LogPartition told =
        LogPartition.of(value, Double.NaN, Double.NaN, "learned", Double.NaN)
            .assuming("the objective has learned it exactly; nothing tells how far it is off");
    if (estimate.isEmpty()) {
      return Optional.of(told);
    }
    Map<String, LogPartition> parts = new LinkedHashMap<>(estimate.get().parts());
    parts.put("learned", told);
    return Optional.of(estimate.get().withParts(parts));
  }
}
