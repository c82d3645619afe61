package io.ebm.bench;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.Schedule;
import io.ebm.samplers.hamiltonian.MassMatrix;
import io.ebm.samplers.hamiltonian.NutsFactory;
import io.ebm.testkit.LogisticEnergy;
import io.ebm.testkit.RecordingMetrics;
import io.ebm.testkit.Scales;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.WideGaussian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Our side of the comparison of No-U-Turn samplers: runs one tile of chains on one thread, as many
 * times as lines {@code seed} come in, and writes the draws. {@code nuts.py} has the other side and
 * computes effective sample sizes.
 *
 * <p>Arguments: target ({@code gaussian}, {@code funnel}, {@code logistic}), mass matrix, folder,
 * chains, warm-up, draws. At the start it writes {@code target.f32}, the numbers that define the
 * target; for each seed {@code draws.f32}, [draw][chain][coordinate], and a line with gradients of
 * all chains and seconds, both after the warm-up.
 */
public final class NutsRun {

  private NutsRun() {}

  private static EnergyFunction target(String name, Path folder) throws IOException {
    switch (name) {
      case "gaussian" -> {
        WideGaussian gaussian = new WideGaussian(100, 1000);
        write(folder.resolve("target.f32"), gaussian.precision());
        return gaussian;
      }
      case "funnel" -> {
        return Scales.between(10, 1, 1); // v = 3 z_0 and x_j = exp(v / 2) z_j
      }
      case "logistic" -> {
        LogisticEnergy logistic = new LogisticEnergy(1000, 25, 7);
        write(folder.resolve("target.f32"), logistic.signedCovariates());
        return logistic;
      }
      default -> throw new IllegalArgumentException("no target " + name);
    }
  }

  private static void write(Path file, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    Files.write(file, bytes.array());
  }

  private static double gradients(MarkovChain chain) {
    RecordingMetrics metrics = new RecordingMetrics();
    ((Reporting) chain).report(metrics);
    return metrics.last("gradients") * chain.states().size();
  }

  /** Runs; see the class. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[2]);
    EnergyFunction energy = target(args[0], folder);
    if (energy.as(Differentiable.class).isEmpty()) {
      throw new IllegalArgumentException(args[0]);
    }
    MassMatrix mass = MassMatrix.valueOf(args[1].toUpperCase(Locale.ROOT));
    int chains = Integer.parseInt(args[3]);
    int warmUp = Integer.parseInt(args[4]);
    int draws = Integer.parseInt(args[5]);
    NutsFactory.Config config = new NutsFactory.Config(Schedule.constant(1), 10, mass, 0.8);
    int dim = energy.space().dim();
    System.out.println("ready");
    var in = new java.util.Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
    while (in.hasNextLong()) {
      RandomStream random = RandomStream.of(in.nextLong());
      Batch states = Batch.allocate(chains, dim);
      energy.space().randomStart(states, random.split("start"));
      float[] all = new float[draws * states.length()];
      MarkovChain chain =
          new NutsFactory().create(config, TestContext.of(1)).start(energy, states, random);
      ((Adaptive) chain).warmUp(warmUp);
      chain.advance(warmUp);
      double before = gradients(chain);
      long warm = System.nanoTime();
      for (int draw = 0; draw < draws; draw++) {
        chain.advance(1);
        System.arraycopy(states.array(), 0, all, draw * states.length(), states.length());
      }
      long end = System.nanoTime();
      write(folder.resolve("draws.f32"), all);
      System.out.printf(Locale.ROOT, "%.0f %.6f%n", gradients(chain) - before, (end - warm) / 1e9);
    }
  }
}
