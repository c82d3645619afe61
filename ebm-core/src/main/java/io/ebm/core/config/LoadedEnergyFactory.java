package io.ebm.core.config;

import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.ComponentFactory;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.FitContext;
import io.ebm.api.ForwardingComponentContext;
import io.ebm.api.Model;
import io.ebm.api.Parameterised;
import io.ebm.api.StateSpace;
import io.ebm.core.run.ParameterFiles;
import io.ebm.core.runtime.Making;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An energy factory whose products start from the parameters in a file. */
final class LoadedEnergyFactory<C extends Record> implements EnergyFactory<C> {

  private final ComponentFactory<C, Model> factory;
  private final String file;

  private LoadedEnergyFactory(ComponentFactory<C, Model> factory, String file) {
    this.factory = factory;
    this.file = file;
  }

  /** The same component, loading its parameters when it is made. */
  static Component<Model> loading(Component<Model> component, String file) {
    return loading(component.factory(), component.config(), file);
  }

  private static <C extends Record> Component<Model> loading(
      ComponentFactory<C, Model> factory, Record config, String file) {
    return Component.of(
        new LoadedEnergyFactory<>(factory, file), factory.configType().cast(config));
  }

  @Override
  public String name() {
    return factory.name();
  }

  @Override
  public String description() {
    return factory.description();
  }

  @Override
  public Class<C> configType() {
    return factory.configType();
  }

  @Override
  public Optional<String> misfit(@Nullable C config, FitContext context) {
    return factory.misfit(config, context);
  }

  @Override
  public Model create(C config, ComponentContext context) {
    Path path = context.resolve(file);
    Optional<StateSpace> space =
        context.data().isPresent() ? Optional.empty() : ParameterFiles.space(path);
    ComponentContext known = space.isPresent() ? new WithoutData(context, space.get()) : context;
    Model model = Making.make(factory, () -> factory.create(config, known));
    Parameterised learnable = model.as(Parameterised.class).orElse(null);
    if (learnable == null) {
      throw new IllegalArgumentException(
          "energy '" + name() + "' has no parameters to read from " + file);
    }
    ParameterFiles.read(path, learnable.parameters());
    return model;
  }

  /** The context of an experiment without data, whose space the file of parameters says. */
  private record WithoutData(ComponentContext outer, StateSpace dataSpace)
      implements ForwardingComponentContext {

    @Override
    public Optional<Dataset> data() {
      return Optional.empty();
    }
  }
}
