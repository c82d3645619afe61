package io.ebm.models.policy.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Drawable;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Expert;
import io.ebm.api.RandomStream;
import io.ebm.api.Sketch;
import io.ebm.api.StateSpace;
import io.ebm.testkit.EnvironmentConformance;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackedTest {

  private static final int ROWS = 3;

  private static Environment grid() {
    return new GridworldFactory()
        .create(
            new GridworldFactory.Config(List.of("S..", "..G"), null, 0.4, -0.1, 1, -1, 20),
            TestContext.of(1));
  }

  private static Episodes begun(Environment environment, long from) {
    Episodes episodes = environment.start(ROWS);
    for (int row = 0; row < ROWS; row++) {
      episodes.reset(row, RandomStream.of(from + row));
    }
    return episodes;
  }

  private static float[] row(Batch batch, int row) {
    return Arrays.copyOfRange(batch.array(), batch.offset(row), batch.offset(row) + batch.dim());
  }

  /** Plays both beside each other, with rows that begin anew at different times. */
  private static void assertShowsTheLast(Environment inner, int frames) {
    Environment stacked = Stacked.of(inner, frames);
    assertThat(stacked.actions()).isEqualTo(inner.actions());
    assertThat(stacked.limit()).isEqualTo(inner.limit());
    int dim = inner.observations().dim();
    assertThat(stacked.observations().dim()).isEqualTo(frames * dim);
    Episodes plain = begun(inner, 5);
    Episodes shown = begun(stacked, 5);
    assertThat(shown.rows()).isEqualTo(ROWS);
    Batch one = Batch.allocate(ROWS, dim);
    Batch many = Batch.allocate(ROWS, frames * dim);
    Batch actions = Batch.allocate(ROWS, inner.actions().dim());
    RandomStream random = RandomStream.of(9);
    List<List<float[]>> past = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      past.add(new ArrayList<>());
    }
    for (int step = 0; step < 40; step++) {
      plain.observe(one);
      shown.observe(many);
      assertThat(stacked.observations().firstOutside(many)).isEqualTo(-1);
      for (int row = 0; row < ROWS; row++) {
        List<float[]> seen = past.get(row);
        seen.add(row(one, row));
        for (int frame = 0; frame < frames; frame++) {
          int at = frame * dim;
          assertThat(Arrays.copyOfRange(row(many, row), at, at + dim))
              .as("step %d, row %d, frame %d", step, row, frame)
              .isEqualTo(seen.get(Math.max(0, seen.size() - frames + frame)));
        }
      }
      inner.actions().randomStart(actions, random.split(step));
      double[] reward = new double[ROWS];
      double[] same = new double[ROWS];
      byte[] end = new byte[ROWS];
      byte[] alike = new byte[ROWS];
      plain.step(actions, reward, end);
      shown.step(actions, same, alike);
      assertThat(same).isEqualTo(reward);
      assertThat(alike).isEqualTo(end);
      for (int row = 0; row < ROWS; row++) {
        assertThat(outcome(shown, row)).isEqualTo(outcome(plain, row));
        if (end[row] != Episodes.RUNNING || step % 11 == 3 * row) {
          plain.reset(row, random.split("again").split(step));
          shown.reset(row, random.split("again").split(step));
          past.get(row).clear();
        }
      }
    }
  }

  private static Map<String, Double> outcome(Episodes episodes, int row) {
    Map<String, Double> told = new TreeMap<>();
    episodes.outcome(row, told::put);
    return told;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void showsTheLastObservationsAndChangesNothingElse(int frames) {
    assertShowsTheLast(new Particle(2, 30), frames);
    assertShowsTheLast(new CartPole(500), frames);
    assertShowsTheLast(grid(), frames);
  }

  @Test
  void stackedTwiceIsAsSeenMoreOften() {
    Episodes twice = begun(Stacked.of(Stacked.of(new CartPole(500), 2), 2), 1);
    Episodes once = begun(Stacked.of(new CartPole(500), 3), 1);
    Batch four = Batch.allocate(ROWS, 16);
    Batch three = Batch.allocate(ROWS, 12);
    for (int step = 0; step < 5; step++) {
      twice.observe(four);
      once.observe(three);
      float[] seen = row(four, 1);
      assertThat(Arrays.copyOfRange(seen, 4, 8)).isEqualTo(Arrays.copyOfRange(seen, 8, 12));
      assertThat(Arrays.copyOfRange(seen, 8, 16))
          .isEqualTo(Arrays.copyOfRange(row(three, 1), 4, 12));
      for (Episodes episodes : List.of(twice, once)) {
        episodes.step(Batch.allocate(ROWS, 1), new double[ROWS], new byte[ROWS]);
      }
    }
  }

  @Test
  void everySpaceCanBeStacked() {
    assertThat(Stacked.stack(StateSpace.real(3), 2)).isEqualTo(StateSpace.real(2, 3));
    assertThat(Stacked.stack(new StateSpace.Box(List.of(3), -1, 2), 2))
        .isEqualTo(new StateSpace.Box(List.of(2, 3), -1, 2));
    assertThat(Stacked.stack(StateSpace.binary(4, 5), 3)).isEqualTo(StateSpace.binary(3, 4, 5));
    assertThat(Stacked.stack(StateSpace.spin(4), 3)).isEqualTo(StateSpace.spin(3, 4));
    assertThat(Stacked.stack(new StateSpace.Categorical(2, 7), 3))
        .isEqualTo(new StateSpace.Categorical(6, 7));
  }

  @Test
  void theExpertSeesWhatIsInside() {
    Particle particle = new Particle(2, 50);
    Environment stacked = Stacked.of(particle, 2);
    Episodes plain = begun(particle, 3);
    Episodes shown = begun(stacked, 3);
    Batch wanted = Batch.allocate(ROWS, 2);
    Batch done = Batch.allocate(ROWS, 2);
    for (int step = 0; step < 50; step++) {
      particle.demonstrate(plain, wanted);
      ((Expert) stacked).demonstrate(shown, done);
      assertThat(done.array()).isEqualTo(wanted.array());
      plain.step(wanted, new double[ROWS], new byte[ROWS]);
      shown.step(done, new double[ROWS], new byte[ROWS]);
    }
    assertThat(outcome(shown, 0)).containsEntry("success", 1.0);
    assertThatThrownBy(() -> ((Expert) stacked).demonstrate(plain, done))
        .hasMessage("these are not episodes of this environment");
    assertThat(Stacked.of(new CartPole(500), 2)).isNotInstanceOf(Expert.class);
  }

  /** Remembers what was drawn. */
  private record Strokes(List<String> all) implements Sketch {
    @Override
    public void line(double x, double y, double toX, double toY, double width, int colour) {
      all.add("line " + x + y + toX + toY + width + colour);
    }

    @Override
    public void disc(double x, double y, double radius, int colour) {
      all.add("disc " + x + y + radius + colour);
    }

    @Override
    public void box(double x, double y, double toX, double toY, int colour) {
      all.add("box " + x + y + toX + toY + colour);
    }
  }

  private static List<String> picture(Episodes episodes) {
    Strokes strokes = new Strokes(new ArrayList<>());
    ((Drawable) episodes).draw(1, strokes);
    strokes.all().add(Arrays.toString(((Drawable) episodes).view()));
    return strokes.all();
  }

  /** Has nothing to draw. */
  private static final class Bare extends Block {
    Bare(Environment world, int rows) {
      super("bare", world, rows, 4);
    }

    @Override
    void begin(int at, RandomStream random) {
      state[at] = 0;
    }

    @Override
    boolean move(int row, int at, float[] a, int i, int step, RandomStream random, double[] r) {
      return false;
    }

    @Override
    public void observe(Batch into) {
      into.fill(0);
    }
  }

  /** An environment that cannot be drawn. */
  private record Dark(Environment light) implements Environment {
    @Override
    public StateSpace observations() {
      return light.observations();
    }

    @Override
    public StateSpace actions() {
      return light.actions();
    }

    @Override
    public int limit() {
      return light.limit();
    }

    @Override
    public Episodes start(int rows) {
      return new Bare(this, rows);
    }
  }

  @Test
  void isDrawnWhereTheOtherIs() {
    Environment particle = new Particle(2, 50);
    assertThat(picture(begun(Stacked.of(particle, 3), 2))).isEqualTo(picture(begun(particle, 2)));
    assertThat(begun(Stacked.of(new Dark(particle), 2), 2)).isNotInstanceOf(Drawable.class);
  }

  @Test
  void whatHasJustBegunIsKeptToo() {
    Environment stacked = Stacked.of(new Particle(2, 50), 2);
    Episodes whole = begun(stacked, 1);
    Batch middle = Batch.allocate(ROWS, 2);
    middle.fill(0.5f);
    whole.step(middle, new double[ROWS], new byte[ROWS]);
    whole.reset(1, RandomStream.of(77)); // and nobody looks at it
    Episodes restored = stacked.start(ROWS);
    TestState.restore(restored, TestState.of(whole));
    for (int step = 0; step < 3; step++) {
      Batch wanted = Batch.allocate(ROWS, 16);
      Batch seen = Batch.allocate(ROWS, 16);
      whole.observe(wanted);
      restored.observe(seen);
      assertThat(seen.array()).isEqualTo(wanted.array());
      whole.step(middle, new double[ROWS], new byte[ROWS]);
      restored.step(middle, new double[ROWS], new byte[ROWS]);
    }
    assertThatThrownBy(
            () ->
                TestState.restore(
                    Stacked.of(new Particle(2, 50), 3).start(ROWS), TestState.of(whole)))
        .hasMessage(
            "a checkpoint of other episodes cannot restore 3 rows of environment 'stacked'");
  }

  @Nested
  class OfNumbers extends EnvironmentConformance {
    @Override
    protected Environment environment() {
      return Stacked.of(new Particle(2, 25), 3);
    }
  }

  @Nested
  class OfLabels extends EnvironmentConformance {
    @Override
    protected Environment environment() {
      return Stacked.of(grid(), 2);
    }
  }
}
