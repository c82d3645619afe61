package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ForwardingObjectiveContext;
import io.ebm.api.Gathered;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Model;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.math.Vectors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objective of {@link SumFactory}. */
final class WeightedSum implements Objective, Parametric, Checkpointed {

  /** An objective, what to call it, and its factor. */
  record Part(String name, Objective objective, Schedule weight) {}

  private final List<Part> parts;
  private final Progress progress;
  private final List<Share> shares = new ArrayList<>();
  private Parameters shared;
  private Gradient sharedGradient;
  private @Nullable Gradient ofTerm;

  WeightedSum(List<Part> parts, Progress progress) {
    this.parts = List.copyOf(parts);
    this.progress = progress;
    shared = newParameters();
    sharedGradient = shared.newGradient();
    int offset = 0;
    for (Part part : this.parts) {
      Share share = Share.of(part.objective(), offset);
      shares.add(share);
      offset += share.parameters().size();
    }
  }

  /**
   * What a term learns besides the model: parameters that are its own, copied from those of the sum
   * before it is evaluated, and their gradient, which is weighted and added afterwards.
   *
   * @param offset where the term's values lie among those of the sum
   */
  private record Share(Parameters parameters, Gradient gradient, int offset) {

    static Share of(Objective objective, int offset) {
      Parameters parameters = parametersOf(objective);
      Share share = new Share(parameters, parameters.newGradient(), offset);
      if (objective instanceof Parametric parametric) {
        parametric.bind(parameters, share.gradient);
      }
      return share;
    }

    void read(Parameters from) {
      System.arraycopy(from.values(), offset, parameters.values(), 0, parameters.size());
      gradient.clear();
    }

    void add(double weight, Gradient into) {
      int size = parameters.size();
      Vectors.axpy(size, (float) weight, gradient.values(), 0, into.values(), offset);
    }
  }

  private static Parameters parametersOf(Objective objective) {
    return objective instanceof Parametric parametric
        ? parametric.newParameters()
        : Parameters.builder().build();
  }

  /** Those of the terms; a name that an earlier term has is preceded by {@code terms.i.}. */
  @Override
  public Parameters newParameters() {
    Parameters.Builder builder = Parameters.builder();
    Set<String> names = new HashSet<>();
    List<Parameters> all = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Parameters own = parametersOf(parts.get(i).objective());
      for (Parameters.Tensor tensor : own.tensors()) {
        String name = tensor.name();
        while (!names.add(name)) {
          name = "terms." + i + "." + name;
        }
        builder.add(name, tensor.shape().stream().mapToInt(Integer::intValue).toArray());
      }
      all.add(own);
    }
    Parameters made = builder.build();
    int offset = 0;
    for (Parameters own : all) {
      System.arraycopy(own.values(), 0, made.values(), offset, own.size());
      offset += own.size();
    }
    return made;
  }

  @Override
  public void bind(Parameters parameters, Gradient into) {
    shared = parameters;
    sharedGradient = into;
  }

  @Override
  public boolean separable(Model model) {
    return parts.stream().allMatch(part -> part.objective().separable(model));
  }

  @Override
  public boolean weighs() {
    return parts.stream().allMatch(part -> part.objective().weighs());
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
      TermContext inner = new TermContext(context, i);
      if (inner.isDone()) {
        continue;
      }
      Share share = shares.get(i);
      share.read(shared);
      double loss;
      if (weight == 1) {
        loss = part.objective().evaluate(energy, data, gradient, inner);
      } else {
        Gradient term = ofTerm(gradient);
        loss = part.objective().evaluate(energy, data, term, inner);
        term.scale(weight);
        gradient.add(term);
      }
      share.add(weight, sharedGradient);
      value += weight * loss;
      if (!inner.emits) {
        context.metrics().record("loss-" + part.name(), loss / Math.max(1, data.size()));
      }
    }
    return value;
  }

  private Gradient ofTerm(Gradient like) {
    Gradient term = ofTerm;
    if (term == null || term.parameters() != like.parameters()) {
      term =
          like.isSparse() ? like.parameters().newSparseGradient() : like.parameters().newGradient();
      ofTerm = term;
    }
    term.clear();
    return term;
  }

  /** Each term has a stream of its own, and names of its own for what its shards emit. */
  private static final class TermContext implements ForwardingObjectiveContext {
    private final ObjectiveContext outer;
    private final int index;
    private final String prefix;
    private final Map<String, Gathered> gathered;
    private boolean emits;

    TermContext(ObjectiveContext outer, int index) {
      this.outer = outer;
      this.index = index;
      prefix = index + "/";
      gathered = outer.round() == 0 ? Map.of() : own(outer.gathered());
    }

    private Map<String, Gathered> own(Map<String, Gathered> all) {
      Map<String, Gathered> own = new LinkedHashMap<>();
      all.forEach(
          (name, rows) -> {
            if (name.startsWith(prefix)) {
              own.put(name.substring(prefix.length()), rows);
            }
          });
      return own;
    }

    /** Whether the term's last round is over. */
    boolean isDone() {
      int last = round() - 1;
      return last >= 0 && gathered.values().stream().noneMatch(rows -> rows.round() == last);
    }

    @Override
    public ObjectiveContext outer() {
      return outer;
    }

    @Override
    public RandomStream random() {
      return outer.random().split("term").split(index);
    }

    @Override
    public void emit(String name, Batch rows) {
      emits = true;
      outer.emit(prefix + name, rows);
    }

    @Override
    public Map<String, Gathered> gathered() {
      return gathered;
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
