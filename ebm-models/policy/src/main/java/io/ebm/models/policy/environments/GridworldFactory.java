package io.ebm.models.policy.environments;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Environment;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.Setting;
import io.ebm.api.SettingException;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code gridworld}: cells to walk on, from a map of text. {@code #} is a wall, {@code .} floor,
 * {@code S} where episodes may begin (anywhere on the floor if there is none), {@code G} a goal and
 * {@code X} a trap, both of which end an episode.
 *
 * <p>Observed is the number of the cell, walls not counted, row by row. Actions 0 to 3 go up,
 * right, down, left; walls and edges hold back. With probability {@code slip} the walk goes a
 * quarter turn to the right or to the left instead, each as often. The reward is that of the cell
 * that is entered, or {@code step}.
 *
 * <p>It is {@link io.ebm.api.Tabular}: exact values can be computed.
 *
 * <p><b>Outcome.</b> {@code success}: whether a goal was reached.
 */
@AutoService(EnvironmentFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class GridworldFactory implements EnvironmentFactory<GridworldFactory.Config> {

  static final String NAME = "gridworld";

  /**
   * Settings of {@code gridworld}.
   *
   * @param map the lines of the map
   * @param file a file that holds the map instead
   * @param slip probability of going aside
   * @param step reward of a step on the floor
   * @param goal reward of entering a goal
   * @param trap reward of entering a trap
   * @param limit steps after which an episode is cut off
   */
  public record Config(
      @Setting(
              value = "[\"S...\", \".#.X\", \"...G\"]",
              doc =
                  "Lines of the map, of # (wall), . (floor), S (start), G (goal), X (trap); all of one"
                      + " length.")
          List<String> map,
      @Setting(doc = "A text file with the map, instead of 'map'.") @Nullable String file,
      @Setting(value = "0", doc = "Probability of going aside, from 0 to 1.") double slip,
      @Setting(value = "-0.04", doc = "Reward of a step on the floor.") double step,
      @Setting(value = "1", doc = "Reward of entering a goal.") double goal,
      @Setting(value = "-1", doc = "Reward of entering a trap.") double trap,
      @Setting(value = "100", doc = "Steps after which an episode is cut off, at least 1.")
          int limit) {

    /** Checks the ranges. */
    public Config {
      map = List.copyOf(map);
      Checks.between("slip", slip, 0, 1);
      Checks.that(Double.isFinite(step), "step", "must be finite");
      Checks.that(Double.isFinite(goal), "goal", "must be finite");
      Checks.that(Double.isFinite(trap), "trap", "must be finite");
      Checks.atLeast("limit", limit, 1);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Cells to walk on, from a map of text; exact values can be computed.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Environment create(Config config, ComponentContext context) {
    String file = config.file();
    try {
      if (file == null) {
        return new Gridworld(config, GridMap.of("the map", config.map()));
      }
    } catch (IllegalArgumentException e) {
      throw new SettingException("map", String.valueOf(e.getMessage()));
    }
    try {
      Path path = context.resolve(file);
      return new Gridworld(config, GridMap.of(path.toString(), TextLines.all(path)));
    } catch (IllegalArgumentException e) {
      throw new SettingException("file", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
