package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.AugmentationFactory;
import io.ebm.api.DatasetFactory;
import io.ebm.api.EnergyFactory;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.Extension;
import io.ebm.api.Factory;
import io.ebm.api.FeaturesFactory;
import io.ebm.api.NoiseFactory;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.SamplerFactory;
import io.ebm.api.ScheduleFactory;
import io.ebm.api.Setting;
import io.ebm.api.SettingException;
import io.ebm.api.noise.NoiseScheduleFactory;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.Scorer;
import io.ebm.api.text.TokenizerFactory;
import io.ebm.nn.LayerFactory;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The contract of an {@link Extension} and of a {@link Factory}, check by check; each throws {@link
 * AssertionError}.
 */
public final class FactoryChecks {

  static final List<Class<?>> KINDS =
      List.of(
          EnergyFactory.class,
          EnvironmentFactory.class,
          SamplerFactory.class,
          ObjectiveFactory.class,
          OptimizerFactory.class,
          DatasetFactory.class,
          EstimatorFactory.class,
          FeaturesFactory.class,
          NoiseFactory.class,
          AugmentationFactory.class,
          ScheduleFactory.class,
          NoiseScheduleFactory.class,
          LayerFactory.class,
          TokenizerFactory.class,
          ReportSection.class,
          Scorer.class);

  private FactoryChecks() {}

  /** The name has the agreed form and the description is one sentence. */
  public static void isNamedAndDescribed(Extension extension) {
    assertThat(extension.name()).as("name").matches("[a-z][a-z0-9-]*");
    assertThat(extension.description())
        .as("description of " + extension.name())
        .matches("(?s)\\S.*\\.");
  }

  /** {@link ServiceLoader} finds the extension. */
  public static void isFound(Extension extension) {
    List<Class<?>> kinds = KINDS.stream().filter(kind -> kind.isInstance(extension)).toList();
    assertThat(kinds).as("extension points of " + extension.getClass()).isNotEmpty();
    for (Class<?> kind : kinds) {
      assertThat(ServiceLoader.load(kind, extension.getClass().getClassLoader()))
          .as("%s found by ServiceLoader (is META-INF/services there?)", kind.getSimpleName())
          .anyMatch(found -> found.getClass() == extension.getClass());
    }
  }

  /** Every setting is documented, and the defaults are of their types and accepted. */
  public static void settingsAreDocumented(Factory<?> factory, Map<String, ?> required) {
    for (RecordComponent component : factory.configType().getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      assertThat(setting).as("@Setting of %s", component).isNotNull();
      assertThat(setting.doc()).as("doc of %s", component).isNotBlank();
    }
    assertThat(Defaults.create(factory.configType(), required))
        .as("the default config")
        .isNotNull();
  }

  /** A bad value is refused with the name of its setting. */
  public static void refuses(
      Factory<?> factory, Map<String, ?> required, String setting, Object value) {
    Map<String, Object> given = new java.util.HashMap<>(required);
    given.put(setting, value);
    try {
      Defaults.create(factory.configType(), given);
    } catch (SettingException expected) {
      assertThat(expected.setting()).as("setting at fault").isEqualTo(setting);
      assertThat(expected.getMessage()).as("rule").isNotBlank();
      return;
    }
    throw new AssertionError(factory.name() + " accepts " + setting + " = " + value);
  }
}
