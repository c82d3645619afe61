package io.ebm.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Schedule;
import io.ebm.api.ScheduleFactory;
import io.ebm.api.SettingException;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class SchedulesTest {

  @Test
  void linear() {
    Schedule schedule = new LinearFactory().create(new LinearFactory.Config(2, 1, 0));
    assertThat(schedule.at(0)).isEqualTo(2);
    assertThat(schedule.at(0.25)).isEqualTo(1.75);
    assertThat(schedule.at(1)).isEqualTo(1);
    assertRange(schedule, 1, 2);
  }

  @Test
  void cosine() {
    Schedule schedule = new CosineFactory().create(new CosineFactory.Config(0.1, 0, 0));
    assertThat(schedule.at(0)).isEqualTo(0.1);
    assertThat(schedule.at(0.5)).isCloseTo(0.05, within(1e-15));
    assertThat(schedule.at(0.25)).isCloseTo(0.05 * (1 + Math.sqrt(0.5)), within(1e-15));
    assertThat(schedule.at(1)).isZero();
    assertRange(schedule, 0, 0.1);
  }

  @Test
  void exponential() {
    Schedule schedule = new ExponentialFactory().create(new ExponentialFactory.Config(1, 1e-4, 0));
    assertThat(schedule.at(0.5)).isCloseTo(1e-2, within(1e-15));
    assertThat(schedule.at(1)).isCloseTo(1e-4, within(1e-18));
    assertRange(schedule, 1e-4, 1);
  }

  @Test
  void steps() {
    Schedule schedule =
        new StepsFactory()
            .create(new StepsFactory.Config(List.of(1.0, 5.0, 2.0), List.of(0.5, 0.8)));
    assertThat(schedule.at(0)).isEqualTo(1);
    assertThat(schedule.at(0.4999)).isEqualTo(1);
    assertThat(schedule.at(0.5)).isEqualTo(5);
    assertThat(schedule.at(0.8)).isEqualTo(2);
    assertThat(schedule.at(1)).isEqualTo(2);
    assertRange(schedule, 1, 5);
  }

  @Test
  void warmupClimbsAndStaysPositive() {
    Schedule schedule = new LinearFactory().create(new LinearFactory.Config(2, 1, 0.2));
    assertThat(schedule.at(0)).isCloseTo(0.02, within(1e-15));
    assertThat(schedule.at(0.1)).isCloseTo(1.01, within(1e-12));
    assertThat(schedule.at(0.2)).isEqualTo(2);
    assertThat(schedule.at(0.6)).isCloseTo(1.5, within(1e-12));
    assertRange(schedule, 0.02, 2);
    Schedule constant = new ConstantFactory().create(new ConstantFactory.Config(3, 0.5));
    assertThat(constant.at(0.25)).isCloseTo(1.515, within(1e-12));
    assertThat(constant.at(0.75)).isEqualTo(3);
    assertRange(constant, 0.03, 3);
  }

  @Test
  void constantWithoutWarmupIsConstant() {
    assertThat(new ConstantFactory().create(new ConstantFactory.Config(3, 0)))
        .isEqualTo(Schedule.constant(3));
  }

  @Test
  void badValuesAreNamed() {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new LinearFactory.Config(1, Double.NaN, 0))
        .withMessage("must be finite, but is NaN")
        .matches(e -> e.setting().equals("to"));
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new CosineFactory.Config(1, 0, 1))
        .withMessage("must be at least 0 and below 1, but is 1.0");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new ExponentialFactory.Config(1, 0, 0));
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new StepsFactory.Config(List.of(1.0), List.of(0.5)))
        .withMessage("must be one fewer than the 1 values, but there are 1");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new StepsFactory.Config(List.of(1.0, 2.0, 3.0), List.of(0.5, 0.4)));
  }

  @Test
  @SuppressWarnings("rawtypes") // a class literal has no type arguments
  void areRegistered() {
    assertThat(ServiceLoader.load(ScheduleFactory.class, getClass().getClassLoader()))
        .extracting(ScheduleFactory::name)
        .contains("constant", "linear", "cosine", "exponential", "steps");
  }

  private static void assertRange(Schedule schedule, double lowest, double highest) {
    assertThat(schedule.lowest()).isCloseTo(lowest, within(1e-15));
    assertThat(schedule.highest()).isCloseTo(highest, within(1e-15));
    for (int i = 0; i <= 1000; i++) {
      assertThat(schedule.at(i / 1000.0)).isBetween(schedule.lowest(), schedule.highest());
    }
  }
}
