package io.ebm.models.policy.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.RandomStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Classic control goes as Gymnasium's does; {@code src/test/python/gymnasium_fixtures.py} wrote
 * what that does.
 */
class GymnasiumTest {

  private static final int SEQUENCES = 1000;
  private static final int SHOWN = 10;
  private static final double TOLERANCE = 1e-5;

  /** SplitMix64. */
  private static final class Mix {
    private long state;

    Mix(long seed) {
      state = seed;
    }

    double uniform() {
      state += 0x9E3779B97F4A7C15L;
      long z = state;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }

    double between(double low, double high) {
      return low + (high - low) * uniform();
    }
  }

  @Test
  void cartPole() {
    check(
        new CartPole(500),
        "cartpole-v1.bin",
        mix -> {
          double[] start = new double[4];
          for (int k = 0; k < 4; k++) {
            start[k] = mix.between(-0.05, 0.05);
          }
          return start;
        },
        mix -> (int) (mix.uniform() * 2));
  }

  @Test
  void pendulum() {
    check(
        new Pendulum(200),
        "pendulum-v1.bin",
        mix -> new double[] {mix.between(-Math.PI, Math.PI), mix.between(-1, 1)},
        mix -> mix.between(-2, 2));
  }

  @Test
  void mountainCar() {
    check(
        new MountainCar(200),
        "mountaincar-v0.bin",
        mix -> new double[] {mix.between(-0.6, -0.4), 0},
        mix -> (int) (mix.uniform() * 3));
  }

  private static double[] read(String file) {
    try (InputStream in =
        Objects.requireNonNull(GymnasiumTest.class.getResourceAsStream(file), file)) {
      byte[] bytes = in.readAllBytes();
      double[] values = new double[bytes.length / Double.BYTES];
      DataInputStream data = new DataInputStream(new java.io.ByteArrayInputStream(bytes));
      for (int i = 0; i < values.length; i++) {
        values[i] = data.readDouble();
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(
      Environment environment,
      String file,
      Function<Mix, double[]> start,
      ToDoubleFunction<Mix> act) {
    double[] expected = read(file);
    int dim = environment.observations().dim();
    int detail = SEQUENCES * (3 + 2 * dim);
    Batch seen = Batch.allocate(1, dim);
    Batch action = Batch.allocate(1, 1);
    double[] reward = new double[1];
    byte[] end = new byte[1];
    Block episodes = (Block) environment.start(1);
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
      Mix mix = new Mix(sequence);
      episodes.set(0, RandomStream.of(0), start.apply(mix));
      int steps = 0;
      double total = 0;
      double[] sums = new double[dim];
      end[0] = Episodes.RUNNING;
      while (end[0] == Episodes.RUNNING) {
        action.set(0, 0, (float) act.applyAsDouble(mix));
        episodes.step(action, reward, end);
        episodes.observe(seen);
        steps++;
        total += reward[0];
        for (int k = 0; k < dim; k++) {
          sums[k] += seen.get(0, k);
          if (sequence < SHOWN) {
            assertThat((double) seen.get(0, k))
                .as("sequence %d, step %d, observation %d", sequence, steps, k)
                .isCloseTo(expected[detail + k], within(TOLERANCE));
          }
        }
        if (sequence < SHOWN) {
          assertThat(reward[0]).isCloseTo(expected[detail + dim], within(TOLERANCE));
          detail += dim + 1;
        }
      }
      int at = sequence * (3 + 2 * dim);
      assertThat(steps).as("steps of sequence %d", sequence).isEqualTo((int) expected[at]);
      assertThat(end[0] == Episodes.TERMINATED).isEqualTo(expected[at + 1] > 0);
      assertThat(total).isCloseTo(expected[at + 2], within(TOLERANCE * steps));
      for (int k = 0; k < dim; k++) {
        assertThat((double) seen.get(0, k))
            .as("last observation %d of sequence %d", k, sequence)
            .isCloseTo(expected[at + 3 + k], within(TOLERANCE));
        assertThat(sums[k])
            .as("sum of observation %d of sequence %d", k, sequence)
            .isCloseTo(expected[at + 3 + dim + k], within(TOLERANCE * steps));
      }
    }
    assertThat(detail).isEqualTo(expected.length);
  }
}
