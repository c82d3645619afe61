package io.ebm.models.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Learnable;
import io.ebm.api.Model;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.models.boltzmann.rbm.RbmConfig;
import io.ebm.models.boltzmann.rbm.RbmFactory;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Flatten;
import io.ebm.nn.layers.Sequence;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.RecordingPage;
import io.ebm.testkit.ReportSectionConformance;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiltersSectionTest extends ReportSectionConformance {

  private static Model machine(Integer... shape) {
    TestContext context =
        TestContext.builder().dataSpace(new StateSpace.Binary(List.of(shape))).build();
    RbmConfig config =
        Defaults.create(
            RbmConfig.class, Map.of("hidden", 4, "visibleBias", RbmConfig.VisibleBias.ZERO));
    return new RbmFactory().create(config, context);
  }

  @Override
  protected ReportSection section() {
    return new FiltersSection();
  }

  @Override
  protected RunView run() {
    Model machine = machine(2, 3);
    Parameters parameters = machine.as(Learnable.class).orElseThrow().parameters();
    for (int i = 0; i < parameters.values().length; i++) {
      parameters.values()[i] = i;
    }
    return TestRun.of(machine).build();
  }

  @Override
  protected RunView otherRun() {
    return TestRun.of(machine(6)).build(); // no image
  }

  /** A dense layer of as many units as there are pixels: its weights are no images of pixels. */
  @Test
  void layersOfNetworksAreNoFilters() {
    StateSpace pixels = StateSpace.real(2, 3);
    Parameters.Builder tensors = Parameters.builder();
    Network network =
        Network.of(
            List.of(NetworkForm.shape(pixels)),
            Sequence.of(new Flatten(), new Dense(6), new Dense(1)),
            tensors,
            "");
    NetworkForm form = NetworkForm.of(network, pixels, 0, NetworkForm.Constraint.NONE);
    Model model = NetworkEnergy.of(form, tensors.build());
    assertThat(section().applies(TestRun.of(model).build())).isFalse();
  }

  @Test
  void eachUnitsWeightsAreAnImage() {
    RecordingPage page = new RecordingPage();
    section().draw(run(), page);
    Picture.Images filters = page.picture("filters", Picture.Images.class);
    assertThat(filters.images().size()).isEqualTo(4);
    assertThat(filters.height()).isEqualTo(2);
    Learnable learnable = run().model().as(Learnable.class).orElseThrow();
    int weights = learnable.parameters().tensor("weights").offset();
    for (int pixel = 0; pixel < 6; pixel++) {
      assertThat(filters.images().get(1, pixel)).isEqualTo(weights + 4 * pixel + 1);
    }
    assertThat(filters.black()).isEqualTo(-filters.white());
  }
}
