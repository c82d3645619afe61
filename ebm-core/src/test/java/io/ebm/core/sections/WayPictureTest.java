package io.ebm.core.sections;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.report.Frame;
import io.ebm.api.report.Picture;
import io.ebm.core.sampling.Way;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.RecordingPage;
import io.ebm.testkit.TestDataset;
import io.ebm.testkit.TestRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way from noise to data as frames. */
class WayPictureTest {

  private static final int STAGES = 5;

  /** Rows that shrink from a wide cloud. */
  private static Way way(int rows, int dim) {
    List<Integer> stages = new ArrayList<>();
    List<Batch> states = new ArrayList<>();
    for (int stage = 0; stage < STAGES; stage++) {
      Batch batch = Batch.allocate(rows, dim);
      RandomStream.of(1).fillGaussian(batch.array(), 0, batch.length());
      for (int i = 0; i < batch.length(); i++) {
        batch.array()[i] *= (float) Math.pow(4, STAGES - 1 - stage);
      }
      stages.add(2 * stage);
      states.add(batch);
    }
    return new Way(stages, states);
  }

  private static TestRun run(StateSpace space) {
    Batch data = Batch.allocate(50, space.dim());
    RandomStream.of(2).fillGaussian(data.array(), 0, data.length());
    return TestRun.of(GaussianEnergy.standard(space.dim()))
        .data(new TestDataset(space, Examples.of(data), Examples.of(data)))
        .build();
  }

  @Test
  void pointsOfAPlaneStandOverTheDataInAViewThatNarrows() {
    RecordingPage page = new RecordingPage();
    WayPicture.draw(way(40, 2), run(StateSpace.real(2)), page);
    Picture.Animation animation = page.picture("way", Picture.Animation.class);
    assertThat(animation.frames()).hasSize(STAGES);
    double before = Double.POSITIVE_INFINITY;
    for (Frame frame : animation.frames()) {
      assertThat(frame.strokes()).hasSize(90);
      double width = frame.right() - frame.left();
      assertThat(width).isEqualTo(frame.top() - frame.bottom()).isLessThan(before);
      long seen =
          frame.strokes().stream()
              .filter(disc -> disc.fromX() > frame.left() && disc.fromX() < frame.right())
              .filter(disc -> disc.fromY() > frame.bottom() && disc.fromY() < frame.top())
              .count();
      assertThat(seen).isGreaterThanOrEqualTo(50 + 38);
      before = width;
    }
  }

  /** Of images whose energy is nothing. */
  private record Flat(StateSpace space) implements EnergyFunction {
    @Override
    public void energies(Batch x, double[] out) {
      Arrays.fill(out, 0, x.size(), 0);
    }
  }

  @Test
  void imagesStandInSquaresOfAsManyAsFit() {
    assertThat(images(StateSpace.real(4, 4)).across()).isEqualTo(6);
    assertThat(images(StateSpace.real(28, 28)).across()).isEqualTo(5);
    assertThat(images(StateSpace.real(3, 32, 32)).across()).isEqualTo(4);
    assertThat(images(StateSpace.real(2, 200, 200)).across()).isEqualTo(1);
  }

  private static Picture.Images images(StateSpace space) {
    Batch data = Batch.allocate(2, space.dim());
    Arrays.fill(data.array(), 0, space.dim(), 1);
    TestRun run =
        TestRun.of(new Flat(space))
            .data(new TestDataset(space, Examples.of(data), Examples.of(data)))
            .build();
    RecordingPage page = new RecordingPage();
    Way way = way(36, space.dim());
    WayPicture.draw(way, run, page);
    Picture.Film film = page.picture("way", Picture.Film.class);
    assertThat(film.frames()).hasSize(STAGES);
    Picture.Images last = film.frames().get(STAGES - 1);
    assertThat(last.images().size()).isEqualTo(last.across() * last.across());
    assertThat(last.images().get(0, 0)).isEqualTo(way.states().get(STAGES - 1).get(0, 0));
    assertThat(last.black()).isEqualTo(0);
    assertThat(last.white()).isEqualTo(1);
    return last;
  }

  @Test
  void noWayAndOtherStatesShowNothing() {
    RecordingPage page = new RecordingPage();
    WayPicture.draw(Way.NONE, run(StateSpace.real(2)), page);
    WayPicture.draw(way(40, 3), run(StateSpace.real(3)), page);
    assertThat(page.pictures()).isEmpty();
  }
}
