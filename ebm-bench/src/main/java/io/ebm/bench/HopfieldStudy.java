package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.report.Picture.Series;
import io.ebm.core.report.Curves;
import io.ebm.core.report.ImageGrid;
import io.ebm.models.hopfield.AssociativeMemory;
import io.ebm.models.hopfield.DenseMemory;
import io.ebm.models.hopfield.Interaction;
import io.ebm.models.hopfield.ModernHopfield;
import io.ebm.models.hopfield.Retrieval;
import io.ebm.models.hopfield.Sequence;
import io.ebm.models.hopfield.Updates;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The figures of docs/hopfield.md: {@code capacity}, {@code projection}, {@code dense}, {@code
 * modern} and {@code mnist}; the script {@code study-hopfield} runs them.
 */
public final class HopfieldStudy {

  private static final int SIDE = 28;

  private HopfieldStudy() {}

  /** Runs the studies named, writing pictures to the folder named first. */
  public static void main(String[] args) throws IOException {
    Path out = Files.createDirectories(Path.of(args[0]));
    for (int i = 1; i < args.length; i++) {
      long start = System.nanoTime();
      switch (args[i]) {
        case "capacity" -> capacity(out);
        case "projection" -> projection();
        case "dense" -> dense();
        case "modern" -> modern();
        case "mnist" -> mnist(out);
        default -> throw new IllegalArgumentException("there is no study '" + args[i] + "'");
      }
      say("%s took %.1f s", args[i], (System.nanoTime() - start) * 1e-9);
    }
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private static Batch spins(int count, int units, RandomStream random) {
    Batch patterns = Batch.allocate(count, units);
    StateSpace.spin(units).randomStart(patterns, random);
    return patterns;
  }

  /** The mean overlap with a pattern of the fixed point reached from it, by Hebb's rule. */
  private static double overlap(int units, double load, int networks, int tried) {
    double sum = 0;
    for (int k = 0; k < networks; k++) {
      AssociativeMemory memory = AssociativeMemory.hebb(units);
      RandomStream random = RandomStream.of(1).split(units).split(k).split((long) (1000 * load));
      memory.store(spins((int) Math.round(load * units), units, random));
      sum += memory.capacityReport(tried, 1).rows().get(0).overlap();
    }
    return sum / networks;
  }

  private static void capacity(Path out) throws IOException {
    say("| load | overlap, N = 1500, 10 networks, 60 patterns of each |");
    for (double load : new double[] {0.10, 0.13, 0.138, 0.16, 0.20}) {
      say("| %.3f | %.3f |", load, overlap(1500, load, 10, 60));
    }
    List<Series> all = new ArrayList<>();
    double[] loads = new double[21];
    for (int i = 0; i < loads.length; i++) {
      loads[i] = 0.10 + 0.005 * i;
    }
    for (int units : new int[] {250, 1000, 4000}) {
      double[] overlaps = new double[loads.length];
      for (int i = 0; i < loads.length; i++) {
        overlaps[i] = overlap(units, loads[i], Math.max(2, 10_000 / units), 30);
      }
      double steepest = 0;
      for (int i = 1; i < loads.length; i++) {
        steepest = Math.max(steepest, (overlaps[i - 1] - overlaps[i]) / 0.005);
      }
      say("N = %d: steepest slope %.1f per unit of load", units, steepest);
      all.add(new Series("N = " + units, loads, overlaps));
    }
    Files.write(
        out.resolve("hopfield-transition.png"),
        Curves.png("Hebb's rule", "load P / N", "overlap", all));
  }

  private static void projection() {
    say("| N | load | recalled exactly | with 1 %% of spins flipped |");
    for (double load : new double[] {0.5, 0.9}) {
      int units = 1000;
      AssociativeMemory memory = AssociativeMemory.projection(units);
      Batch patterns = spins((int) (load * units), units, RandomStream.of(2));
      memory.store(patterns);
      Batch probes = patterns.copy();
      int exact = exact(memory.retrieve(probes));
      for (int r = 0; r < patterns.size(); r++) {
        probes.copyRow(r, patterns, r);
        for (int i = 0; i < units / 100; i++) {
          int at = (100 * i + r) % units;
          probes.set(r, at, -probes.get(r, at));
        }
      }
      int noisy = exact(memory.retrieve(probes));
      double all = patterns.size();
      say("| %d | %.1f | %.3f | %.3f |", units, load, exact / all, noisy / all);
    }
  }

  /** How many rows ended in the pattern of their own number. */
  private static int exact(Retrieval found) {
    int exact = 0;
    for (int r = 0; r < found.nearest().length; r++) {
      exact += found.nearest()[r] == r && !found.spurious()[r] ? 1 : 0;
    }
    return exact;
  }

  /** The part of spins that is wrong after an update of all from the pattern. */
  private static double errors(int units, int degree, int patterns, int trials) {
    long wrong = 0;
    long spins = 0;
    for (int trial = 0; trial < trials; trial++) {
      RandomStream random = RandomStream.of(3).split(units).split(degree).split(trial);
      Batch stored = spins(patterns, units, random);
      DenseMemory memory =
          DenseMemory.of(
              stored, Interaction.POLYNOMIAL, degree, Updates.SYNCHRONOUS, Sequence.FIXED);
      Batch x = stored.slice(0, Math.min(patterns, 100)).copy();
      memory.retrieve(x, null, 1);
      for (int i = 0; i < x.length(); i++) {
        wrong += x.array()[i] == stored.array()[i] ? 0 : 1;
      }
      spins += x.length();
    }
    return (double) wrong / spins;
  }

  /** The number of patterns at which half a percent of the spins is wrong, by bisection. */
  private static double patternsHeld(int units, int degree) {
    double low = 2;
    double high = 2 * Math.pow(units, degree - 1);
    int trials = degree == 2 ? 400 : degree == 3 ? 20 : 4;
    while (high / low > 1.01) {
      double middle = Math.sqrt(low * high);
      if (errors(units, degree, (int) Math.round(middle), trials) < 0.005) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(low * high);
  }

  private static void dense() {
    say("| n | patterns held at N = 50 | 71 | 100 | slope | N^(n-1) |");
    for (int degree = 2; degree <= 4; degree++) {
      int[] sizes = {50, 71, 100};
      double[] held = new double[3];
      double sx = 0;
      double sy = 0;
      double sxx = 0;
      double sxy = 0;
      for (int k = 0; k < 3; k++) {
        held[k] = patternsHeld(sizes[k], degree);
        double x = Math.log(sizes[k]);
        double y = Math.log(held[k]);
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
      }
      double slope = (3 * sxy - sx * sy) / (3 * sxx - sx * sx);
      say(
          "| %d | %.0f | %.0f | %.0f | %.2f | %d |",
          degree, held[0], held[1], held[2], slope, degree - 1);
    }
  }

  private static void modern() {
    int count = 50_000;
    int dim = 32;
    Batch patterns = Batch.allocate(count, dim);
    RandomStream random = RandomStream.of(4);
    random.fillGaussian(patterns.array(), 0, patterns.length());
    for (int p = 0; p < count; p++) {
      double square = 0;
      for (int i = 0; i < dim; i++) {
        square += Math.pow(patterns.get(p, i), 2);
      }
      for (int i = 0; i < dim; i++) {
        patterns.set(p, i, (float) (patterns.get(p, i) * Math.sqrt(dim / square)));
      }
    }
    Batch x = Batch.allocate(count, dim);
    random.fillGaussian(x.array(), 0, x.length());
    for (int i = 0; i < x.length(); i++) {
      x.array()[i] = 0.3f * x.array()[i] + patterns.array()[i];
    }
    Retrieval found = ModernHopfield.of(patterns, 1).retrieve(x, null, 1);
    int nearest = 0;
    double worst = 1;
    double mean = 0;
    for (int r = 0; r < count; r++) {
      nearest += found.nearest()[r] == r ? 1 : 0;
      worst = Math.min(worst, found.overlaps()[r]);
      mean += found.overlaps()[r] / count;
    }
    say("modern: nearest to their pattern after one update %d of %d", nearest, count);
    say("modern: overlap mean %.4f, least %.4f", mean, worst);
  }

  private static void mnist(Path out) throws IOException {
    Batch images = images(10_000);
    say("| stored | model | lower half hidden | 25 %% of pixels flipped | s |");
    for (int stored : new int[] {1000, 10_000}) {
      Batch patterns = images.slice(0, stored);
      List<String> names =
          List.of("hebb", "storkey", "projection", "dense 3", "dense 20", "exponential", "modern");
      for (String name : names) {
        AssociativeMemory memory =
            switch (name) {
              case "hebb" -> AssociativeMemory.hebb(SIDE * SIDE);
              case "storkey" -> AssociativeMemory.storkey(SIDE * SIDE);
              case "projection" -> AssociativeMemory.projection(SIDE * SIDE);
              case "dense 3" -> AssociativeMemory.dense(SIDE * SIDE, 3);
              case "dense 20" -> AssociativeMemory.dense(SIDE * SIDE, 20);
              case "exponential" -> AssociativeMemory.exponential(SIDE * SIDE);
              default -> AssociativeMemory.modern(SIDE * SIDE, 1);
            };
        long start = System.nanoTime();
        try {
          memory.store(patterns);
        } catch (IllegalArgumentException e) {
          say("| %d | %s | %s |", stored, name, String.valueOf(e.getMessage()));
          continue;
        }
        // Every so many, so that 500 images are tried of any number.
        int every = stored / 500;
        Batch probes = Batch.allocate(500, SIDE * SIDE);
        Batch given = probes.copy();
        for (int r = 0; r < 500; r++) {
          given.copyRow(r, patterns, every * r);
          for (int i = SIDE * SIDE / 2; i < SIDE * SIDE; i++) {
            given.set(r, i, Float.NaN);
          }
        }
        probes.copyFrom(given);
        Retrieval hidden = memory.retrieve(probes, given);
        Batch noisy = noisy(patterns, every);
        Retrieval flipped = memory.retrieve(noisy);
        say(
            "| %d | %s | %.3f | %.3f | %.1f |",
            stored,
            name,
            share(hidden, every),
            share(flipped, every),
            (System.nanoTime() - start) * 1e-9);
        if (name.equals("exponential") && stored == 10_000) {
          picture(out, memory, given, noisy(patterns, every));
        }
      }
    }
  }

  private static Batch noisy(Batch patterns, int every) {
    Batch noisy = Batch.allocate(500, patterns.dim());
    RandomStream random = RandomStream.of(5);
    for (int r = 0; r < 500; r++) {
      noisy.copyRow(r, patterns, every * r);
      int left = noisy.dim() / 4;
      for (int i = 0; i < noisy.dim(); i++) {
        if (random.nextInt(noisy.dim() - i) < left) {
          noisy.set(r, i, -noisy.get(r, i));
          left--;
        }
      }
    }
    return noisy;
  }

  private static double share(Retrieval found, int every) {
    int exact = 0;
    for (int r = 0; r < found.nearest().length; r++) {
      exact += found.nearest()[r] == every * r && !found.spurious()[r] ? 1 : 0;
    }
    return (double) exact / found.nearest().length;
  }

  /** Probe, one step, result: hidden halves above, noise below. */
  private static void picture(Path out, AssociativeMemory memory, Batch given, Batch noisy)
      throws IOException {
    int across = 16;
    Batch all = Batch.allocate(6 * across, SIDE * SIDE);
    DenseMemory energy = (DenseMemory) memory.energy();
    for (int kind = 0; kind < 2; kind++) {
      Batch held = kind == 0 ? given.slice(0, across) : null;
      Batch probe = (kind == 0 ? given : noisy).slice(0, across);
      Batch step = probe.copy();
      energy.retrieve(step, held, 1);
      Batch end = probe.copy();
      energy.retrieve(end, held, 100);
      for (int i = 0; i < across; i++) {
        all.copyRow(3 * kind * across + i, probe, i);
        all.copyRow((3 * kind + 1) * across + i, step, i);
        all.copyRow((3 * kind + 2) * across + i, end, i);
      }
    }
    Files.write(out.resolve("hopfield-mnist.png"), ImageGrid.png(all, SIDE, SIDE, across, -1, 1));
  }

  private static Batch images(int count) throws IOException {
    String folder = System.getenv("EBM_DATA");
    if (folder == null) {
      throw new IllegalArgumentException("EBM_DATA must name the folder that has mnist/");
    }
    Path file = Path.of(folder, "mnist/train-images-idx3-ubyte.gz");
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(16);
      byte[] bytes = in.readNBytes(count * SIDE * SIDE);
      Batch images = Batch.allocate(count, SIDE * SIDE);
      for (int i = 0; i < bytes.length; i++) {
        images.array()[i] = (bytes[i] & 255) > 127 ? 1 : -1;
      }
      return images;
    }
  }
}
