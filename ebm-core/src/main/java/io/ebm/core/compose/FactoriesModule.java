package io.ebm.core.compose;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.DatasetFactory;
import io.ebm.api.EnergyFactory;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.Factory;
import io.ebm.api.FeaturesFactory;
import io.ebm.api.NoiseFactory;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.SamplerFactory;
import io.ebm.api.ScheduleFactory;
import io.ebm.api.noise.NoiseScheduleFactory;
import io.ebm.api.text.TokenizerFactory;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import io.ebm.core.runtime.Workers;
import io.ebm.core.train.Crew;
import io.ebm.nn.LayerFactory;

/**
 * What all experiments share: threads, crew, and the installed factories, in a map by name for each
 * kind.
 */
final class FactoriesModule extends AbstractModule {

  private final Registry registry;
  private final Workers workers;
  private final Crew crew;

  FactoriesModule(Registry registry, Workers workers, Crew crew) {
    this.registry = registry;
    this.workers = workers;
    this.crew = crew;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    binder().requireExactBindingAnnotations();
    binder().disableCircularProxies();
    bind(Registry.class).toInstance(registry);
    bind(Workers.class).toInstance(workers);
    bind(Crew.class).toInstance(crew);
    bindAll(Kind.ENERGY, new TypeLiteral<EnergyFactory<?>>() {});
    bindAll(Kind.SAMPLER, new TypeLiteral<SamplerFactory<?>>() {});
    bindAll(Kind.OBJECTIVE, new TypeLiteral<ObjectiveFactory<?>>() {});
    bindAll(Kind.OPTIMIZER, new TypeLiteral<OptimizerFactory<?>>() {});
    bindAll(Kind.DATASET, new TypeLiteral<DatasetFactory<?>>() {});
    bindAll(Kind.ENVIRONMENT, new TypeLiteral<EnvironmentFactory<?>>() {});
    bindAll(Kind.ESTIMATOR, new TypeLiteral<EstimatorFactory<?>>() {});
    bindAll(Kind.FEATURES, new TypeLiteral<FeaturesFactory<?>>() {});
    bindAll(Kind.NOISE, new TypeLiteral<NoiseFactory<?>>() {});
    bindAll(Kind.AUGMENTATION, new TypeLiteral<AugmentationFactory<?>>() {});
    bindAll(Kind.SCHEDULE, new TypeLiteral<ScheduleFactory<?>>() {});
    bindAll(Kind.NOISE_SCHEDULE, new TypeLiteral<NoiseScheduleFactory<?>>() {});
    bindAll(Kind.LAYER, new TypeLiteral<LayerFactory<?>>() {});
    bindAll(Kind.TOKENIZER, new TypeLiteral<TokenizerFactory<?>>() {});
  }

  private <F extends Factory<?>> void bindAll(Kind kind, TypeLiteral<F> type) {
    MapBinder<String, F> binder =
        MapBinder.newMapBinder(binder(), TypeLiteral.get(String.class), type);
    for (Registry.Entry entry : registry.entries(kind)) {
      @SuppressWarnings("unchecked") // entries of a kind implement its service interface
      F factory = (F) entry.extension();
      binder.addBinding(entry.name()).toInstance(factory);
    }
  }
}
