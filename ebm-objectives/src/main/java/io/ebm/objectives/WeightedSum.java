package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Metrics;
import io.ebm.api.Model;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objective of {@link SumFactory}. */
final class WeightedSum implements Objective, Checkpointed {

  /** An objective, what to call it, and its factor. */
  record Part(String name, Objective objective, Schedule weight) {}

  private final List<Part> parts;
  private final Progress progress;
  private @Nullable Gradient own;

  WeightedSum(List<Part> parts, Progress progress) {
    this.parts = List.copyOf(parts);
    this.progress = progress;
  }

  @Override
  public boolean separable() {
    return parts.stream().allMatch(part -> part.objective().separable());
  }

  @Override
  public boolean separable(Model model) {
    return parts.stream().allMatch(part -> part.objective().separable(model));
  }

  @Override
  public Optional<String> obstacle(Model model, boolean conditional, int batchSize) {
    return parts.stream()
        .flatMap(part -> part.objective().obstacle(model, conditional, batchSize).stream())
        .findFirst();
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Capabilities.require(energy, Learnable.class, "objective 'sum'");
    double value = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      double weight = part.weight().at(progress.fraction());
      if (weight == 0) {
        continue;
      }
      ObjectiveContext inner = new TermContext(context, i);
      double loss;
      if (weight == 1) {
        loss = part.objective().evaluate(energy, data, gradient, inner);
      } else {
        Gradient term = own(gradient);
        loss = part.objective().evaluate(energy, data, term, inner);
        term.scale(weight);
        gradient.add(term);
      }
      value += weight * loss;
      context.metrics().record("loss-" + part.name(), loss / Math.max(1, data.size()));
    }
    return value;
  }

  private Gradient own(Gradient like) {
    if (own == null || own.parameters() != like.parameters()) {
      own =
          like.isSparse() ? like.parameters().newSparseGradient() : like.parameters().newGradient();
    }
    own.clear();
    return own;
  }

  /** Each term has a stream of its own. */
  private record TermContext(ObjectiveContext outer, int index) implements ObjectiveContext {
    @Override
    public long step() {
      return outer.step();
    }

    @Override
    public int batchSize() {
      return outer.batchSize();
    }

    @Override
    public boolean conditional() {
      return outer.conditional();
    }

    @Override
    public RandomStream random() {
      return outer.random().split("term").split(index);
    }

    @Override
    public Metrics metrics() {
      return outer.metrics();
    }
  }

  @Override
  public void save(StateWriter writer) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).objective() instanceof Checkpointed state) {
        state.save(writer.child(String.valueOf(i)));
      }
    }
  }

  @Override
  public void restore(StateReader reader) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).objective() instanceof Checkpointed state) {
        state.restore(reader.child(String.valueOf(i)));
      }
    }
  }
}
