package io.ebm.core.discovery;

import io.ebm.api.Augmentation;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Environment;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.Extension;
import io.ebm.api.Factory;
import io.ebm.api.Features;
import io.ebm.api.FeaturesFactory;
import io.ebm.api.Model;
import io.ebm.api.Noise;
import io.ebm.api.NoiseFactory;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Optimizer;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.ScheduleFactory;
import io.ebm.api.ValueFactory;
import io.ebm.api.noise.NoiseSchedule;
import io.ebm.api.noise.NoiseScheduleFactory;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.Scorer;
import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.TokenizerFactory;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of extensions: one for each extension point. */
public enum Kind {
  ENERGY("energy", EnergyFactory.class, Model.class),
  SAMPLER("sampler", SamplerFactory.class, Sampler.class),
  OBJECTIVE("objective", ObjectiveFactory.class, Objective.class),
  OPTIMIZER("optimizer", OptimizerFactory.class, Optimizer.class),
  DATASET("dataset", DatasetFactory.class, Dataset.class),
  ENVIRONMENT("environment", EnvironmentFactory.class, Environment.class),
  ESTIMATOR("estimator", EstimatorFactory.class, PartitionEstimator.class),
  FEATURES("features", FeaturesFactory.class, Features.class),
  NOISE("noise", NoiseFactory.class, Noise.class),
  AUGMENTATION("augmentation", AugmentationFactory.class, Augmentation.class),
  SCHEDULE("schedule", ScheduleFactory.class, Schedule.class),
  NOISE_SCHEDULE("noise-schedule", NoiseScheduleFactory.class, NoiseSchedule.class),
  LAYER("layer", LayerFactory.class, Layer.class),
  TOKENIZER("tokenizer", TokenizerFactory.class, Tokenizer.class),
  SCORER("scorer", Scorer.class, Scorer.class),
  SECTION("section", ReportSection.class, ReportSection.class);

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // a class is immutable
  private final Class<?> service;

  @SuppressWarnings("ImmutableEnumChecker") // a class is immutable
  private final Class<?> product;

  Kind(String word, Class<?> service, Class<?> product) {
    this.word = word;
    this.service = service;
    this.product = product;
  }

  /** The word for it in messages and on the command line. */
  public String word() {
    return word;
  }

  /** The service interface. */
  public Class<? extends Extension> service() {
    return service.asSubclass(Extension.class);
  }

  /** Whether experiments compose it, by a name and settings. */
  public boolean composed() {
    return service != product;
  }

  /** What its factories make; of a kind that is not composed, itself. */
  public Class<?> product() {
    return product;
  }

  /** Whether its products are values that configs hold themselves; see {@link ValueFactory}. */
  public boolean makesValues() {
    return ValueFactory.class.isAssignableFrom(service);
  }

  /** Whether the name alone may stand for one whose settings all have defaults. */
  public boolean namesSuffice() {
    return this == LAYER || this == AUGMENTATION || this == NOISE_SCHEDULE || this == TOKENIZER;
  }

  /** The kind whose values are of a class, or null. */
  public static @Nullable Kind ofValues(Class<?> product) {
    for (Kind kind : values()) {
      if (kind.product == product && kind.makesValues()) {
        return kind;
      }
    }
    return null;
  }

  /** The kind that makes products of a class. */
  public static Kind making(Class<?> product) {
    for (Kind kind : values()) {
      if (kind.product == product && kind.composed()) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no extension point makes " + product.getName());
  }

  /** The kind of a factory. */
  public static Kind of(Factory<?> factory) {
    for (Kind kind : values()) {
      if (kind.service.isInstance(factory)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(factory.getClass().getName() + " is of no kind");
  }

  /** All words, in order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Kind::word).toList();
  }
}
