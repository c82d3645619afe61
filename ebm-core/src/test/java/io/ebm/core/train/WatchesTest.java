package io.ebm.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.StateMemory;
import io.ebm.core.UserException;
import io.ebm.core.config.Watch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchesTest {

  private static final Watch GAP = new Watch("energy-gap", 5.0, -5.0, 3);

  private static void look(Watches watches, double value) {
    watches.look(Map.of("energy-gap", value, "loss", 0.0));
  }

  @Test
  void onlySoManyStepsInARowAreTooMany() {
    Watches watches = new Watches(List.of(GAP));
    for (double value : new double[] {6, -7, 4, 6, 6, 0, Double.NaN, 8}) {
      look(watches, value);
    }
    assertThat(watches.alarmed()).isTrue();
    assertThatThrownBy(() -> look(watches, -9))
        .isInstanceOf(DivergedException.class)
        .hasMessage(
            "training diverges: energy-gap has been above 5.0 or below -5.0 for 3 steps in a row,"
                + " and is -9.0");
  }

  @Test
  void countsOnAfterAResume() {
    Watches first = new Watches(List.of(GAP));
    look(first, 6);
    look(first, 6);
    StateMemory memory = new StateMemory();
    first.save(memory);
    Watches second = new Watches(List.of(GAP));
    second.restore(memory);
    assertThatThrownBy(() -> look(second, 6)).isInstanceOf(DivergedException.class);
  }

  @Test
  void anUnknownMetricIsNamedWithThoseThereAre() {
    Watches watches = new Watches(List.of(new Watch("energy-gab", 5.0, null, 3)));
    assertThatThrownBy(() -> look(watches, 1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("training.watch[0].metric")
        .hasMessageContaining("did you mean 'energy-gap'?");
  }

  @Test
  void boundsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Watch("loss", null, null, 3))
        .withMessageContaining("a bound of loss");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Watch("loss", 1.0, 2.0, 3))
        .withMessageContaining("must be less than 'above'");
  }
}
