package io.ebm.core.compose;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.ebm.api.Component;
import io.ebm.api.Objective;
import io.ebm.core.Failures;
import io.ebm.core.runtime.Making;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.RunProgress;
import io.ebm.core.train.Shard;
import jakarta.inject.Singleton;

/** The components that each shard of a training run has for itself: its objective. */
final class ShardModule extends AbstractModule {

  private final Component<Objective> objective;
  private final int index;
  private final int from;
  private final int to;

  ShardModule(Component<Objective> objective, int index, int from, int to) {
    this.objective = objective;
    this.index = index;
    this.from = from;
    this.to = to;
  }

  @Override
  protected void configure() {
    bind(MetricsBuffer.class).toInstance(new MetricsBuffer());
  }

  @Provides
  @Singleton
  RunContext context(RunContext.Run run, RunProgress progress, MetricsBuffer metrics) {
    return new RunContext(run, "objective", index, progress, metrics);
  }

  @Provides
  @Singleton
  Objective objective(RunContext context) {
    return Failures.at("objective", () -> Making.make(objective, context));
  }

  @Provides
  @Singleton
  Shard shard(Objective objective, RunContext context, MetricsBuffer metrics) {
    return new Shard(index, from, to, objective, context.random().split("step"), metrics);
  }
}
