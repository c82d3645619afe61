package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Drawable;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Expert;
import io.ebm.api.GridShaped;
import io.ebm.api.RandomStream;
import io.ebm.api.Sketch;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The checks of environments fail on environments broken on purpose, one mistake each. */
class FaultyEnvironmentsTest {

  /** A mistake, the check that sees it, and what that says. */
  @SuppressWarnings("ImmutableEnumChecker") // the checks keep nothing
  private enum Mistake {
    PROBABILITIES_BELOW_ONE(FaultyEnvironmentsTest::outcomes, "sum to 0.9"),
    ANOTHER_REWARD(FaultyEnvironmentsTest::outcomes, "which is not among its outcomes"),
    SLIPS_MORE_OFTEN(FaultyEnvironmentsTest::outcomes, "what happens has the probabilities told"),
    ONE_CELL_FOR_ALL(EnvironmentChecks::cellsAreApart, "or in the cell of another"),
    LEFT_IS_RIGHT(EnvironmentChecks::cellsAreApart, "which is not its way"),
    EXPERT_AT_NOTHING(FaultyEnvironmentsTest::expert, "its expert has a mean reward of"),
    EXPERT_OF_ANYTHING(FaultyEnvironmentsTest::expert, "takes episodes of another environment"),
    EXPERT_BEYOND_THE_SPACE(FaultyEnvironmentsTest::expert, "the action of row 0 is not in"),
    DRAWS_NOT_A_NUMBER(FaultyEnvironmentsTest::drawing, "is drawn by"),
    DRAWING_MOVES(FaultyEnvironmentsTest::drawing, "drawing changes an episode"),
    NO_VIEW(FaultyEnvironmentsTest::drawing, "its view is");

    private final Consumer<Environment> check;
    private final String complaint;

    Mistake(Consumer<Environment> check, String complaint) {
      this.check = check;
      this.complaint = complaint;
    }
  }

  private static void outcomes(Environment environment) {
    EnvironmentChecks.outcomesAreWhatHappens(environment, 1);
  }

  private static void expert(Environment environment) {
    EnvironmentChecks.expertIsWorthImitating(environment, 1);
  }

  private static void drawing(Environment environment) {
    EnvironmentChecks.drawsWithinItsView(environment, 1);
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeIsSeen() {
    return Arrays.stream(Mistake.values())
        .map(mistake -> DynamicTest.dynamicTest(mistake.name(), () -> isSeen(mistake)));
  }

  private static void isSeen(Mistake mistake) {
    for (double slip : new double[] {0.3, 0}) {
      mistake.check.accept(new Row(null, slip));
    }
    double slip = mistake == Mistake.LEFT_IS_RIGHT ? 0 : 0.3;
    assertThatThrownBy(() -> mistake.check.accept(new Row(mistake, slip)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("environment Row")
        .hasMessageContaining(mistake.complaint);
  }

  /** Four cells in a row; at the right is the goal. Actions are left and right, and may slip. */
  private record Row(@Nullable Mistake mistake, double slip)
      implements Environment, GridShaped, Expert {

    private boolean has(Mistake one) {
      return mistake == one;
    }

    @Override
    public StateSpace observations() {
      return new StateSpace.Categorical(1, 4);
    }

    @Override
    public StateSpace actions() {
      return new StateSpace.Categorical(1, 2);
    }

    @Override
    public int limit() {
      return 20;
    }

    @Override
    public Episodes start(int rows) {
      return new Walk(this, rows);
    }

    static int next(int state, int action) {
      return Math.min(3, Math.max(0, state + 2 * action - 1));
    }

    @Override
    public int states() {
      return 4;
    }

    @Override
    public int choices() {
      return 2;
    }

    @Override
    public void outcomes(int state, int action, Outcomes into) {
      add(state, action, (1 - slip) * (has(Mistake.PROBABILITIES_BELOW_ONE) ? 0.9 : 1), into);
      if (slip > 0) {
        add(state, 1 - action, slip * (has(Mistake.PROBABILITIES_BELOW_ONE) ? 0.9 : 1), into);
      }
    }

    private static void add(int state, int action, double probability, Outcomes into) {
      int next = next(state, action);
      into.add(probability, next == 3 ? 1 : 0, next, next == 3);
    }

    @Override
    public int height() {
      return 1;
    }

    @Override
    public int width() {
      return 4;
    }

    @Override
    public int row(int state) {
      return 0;
    }

    @Override
    public int column(int state) {
      return has(Mistake.ONE_CELL_FOR_ALL) ? 0 : state;
    }

    @Override
    public int across(int action) {
      return (has(Mistake.LEFT_IS_RIGHT) ? -1 : 1) * (2 * action - 1);
    }

    @Override
    public int down(int action) {
      return 0;
    }

    @Override
    public boolean acts(int state) {
      return state < 3;
    }

    @Override
    public void demonstrate(Episodes episodes, Batch actions) {
      if (!(episodes instanceof Walk) && !has(Mistake.EXPERT_OF_ANYTHING)) {
        throw new IllegalArgumentException("episodes of another environment");
      }
      actions.fill(
          has(Mistake.EXPERT_AT_NOTHING) ? 0 : has(Mistake.EXPERT_BEYOND_THE_SPACE) ? 2 : 1);
    }
  }

  private static final class Walk implements Episodes, Drawable {
    private final Row world;
    private final int[] at;
    private final int[] steps;
    private final RandomStream[] streams;

    Walk(Row world, int rows) {
      this.world = world;
      at = new int[rows];
      steps = new int[rows];
      streams = new RandomStream[rows];
    }

    @Override
    public int rows() {
      return at.length;
    }

    @Override
    public void reset(int row, RandomStream random) {
      at[row] = 0;
      steps[row] = 0;
      streams[row] = random;
    }

    @Override
    public void observe(Batch into) {
      for (int row = 0; row < at.length; row++) {
        into.set(row, 0, at[row]);
      }
    }

    @Override
    public void step(Batch actions, double[] rewards, byte[] ends) {
      double slip = world.has(Mistake.SLIPS_MORE_OFTEN) ? world.slip + 0.1 : world.slip;
      for (int row = 0; row < at.length; row++) {
        int action = (int) actions.get(row, 0);
        at[row] = Row.next(at[row], streams[row].nextDouble() < slip ? 1 - action : action);
        rewards[row] = at[row] == 3 ? (world.has(Mistake.ANOTHER_REWARD) ? 2 : 1) : 0;
        boolean cut = ++steps[row] >= world.limit();
        ends[row] = at[row] == 3 ? TERMINATED : cut ? TRUNCATED : RUNNING;
      }
    }

    @Override
    public void save(StateWriter writer) {
      writer.put("at", Arrays.stream(at).asLongStream().toArray());
    }

    @Override
    public void restore(StateReader reader) {}

    @Override
    public double[] view() {
      return new double[] {0, 0, world.has(Mistake.NO_VIEW) ? 0 : 4, 1};
    }

    @Override
    public void draw(int row, Sketch on) {
      double x = world.has(Mistake.DRAWS_NOT_A_NUMBER) ? Double.NaN : at[row] + 0.5;
      on.disc(x, 0.5, 0.3, Sketch.ACCENT);
      if (world.has(Mistake.DRAWING_MOVES)) {
        at[(row + 1) % at.length] = 2;
      }
    }
  }
}
