package io.ebm.samplers.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Noise;
import io.ebm.api.NoiseFactory;
import io.ebm.api.Residual;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code base}: the base of the energy itself, of one that is {@link Residual}. */
@AutoService(NoiseFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class BaseNoiseFactory implements NoiseFactory<BaseNoiseFactory.Config> {

  /** Settings of {@code base}: none. */
  public record Config() {}

  @Override
  public String name() {
    return "base";
  }

  @Override
  public String description() {
    return "The base of the energy itself, if it has one.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Residual.class);
  }

  @Override
  public Noise create(Config config, ComponentContext context) {
    return Residual.BASE;
  }
}
