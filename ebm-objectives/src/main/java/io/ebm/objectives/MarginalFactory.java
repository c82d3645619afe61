package io.ebm.objectives;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.ForwardingObjectiveContext;
import io.ebm.api.Gradient;
import io.ebm.api.Joint;
import io.ebm.api.Model;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Setting;
import io.ebm.api.Transitions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code marginal}: learns the contexts of a {@link Joint} model as states of {@code p(c)}, by any
 * objective for energies without contexts; what a joint energy model adds to its classifier
 * (Grathwohl et al. 2020).
 *
 * <p>Value, metrics, cost and errors are those of the objective within.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MarginalFactory implements ObjectiveFactory<MarginalFactory.Config> {

  private static final String WHO = "objective 'marginal'";

  /**
   * Settings of {@code marginal}.
   *
   * @param objective learns the contexts
   */
  public record Config(
      @Setting(doc = "The objective that learns the contexts, as pcd.")
          Component<Objective> objective) {}

  @Override
  public String name() {
    return "marginal";
  }

  @Override
  public String description() {
    return "Learns the contexts of a joint model by an objective for energies without contexts.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Joint.class);
  }

  @Override
  public FitContext within(FitContext context) {
    return context
        .energy()
        .as(Joint.class)
        .map(joint -> context.with(joint.marginal()).withRows(false, context.batchSize()))
        .orElse(context);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new Marginal(context.create("objective", config.objective()));
  }

  private static final class Marginal extends Wrapping {
    Marginal(Objective objective) {
      super(objective);
    }

    @Override
    public double evaluate(
        EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
      Joint joint = Capabilities.require(energy, Joint.class, WHO);
      Batch contexts = joint.contexts().slice(0, data.size());
      return objective.evaluate(joint.marginal(), contexts, gradient, new WithoutContexts(context));
    }
  }

  private record WithoutContexts(ObjectiveContext outer) implements ForwardingObjectiveContext {
    @Override
    public boolean conditional() {
      return false;
    }

    @Override
    public Optional<Model> model() {
      return Optional.empty();
    }

    @Override
    public Optional<Transitions> transitions() {
      return Optional.empty();
    }
  }
}
