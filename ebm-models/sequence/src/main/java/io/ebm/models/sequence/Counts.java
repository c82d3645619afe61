package io.ebm.models.sequence;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.StateSpace;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each symbol followed each context, a context being the {@code order - 1} symbols before
 * it; before the first symbol stands a mark that is none. Immutable.
 */
final class Counts {

  private static final int CHUNK = 256;
  private static final Followers NONE = new Followers(new int[0], new int[0], 0);

  private final int order;
  private final int levels;
  private final long contexts;
  private final long[] seen; // contexts, ascending
  private final Followers[] followers;

  /** The symbols that followed a context, ascending, how often, and how often in all. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  record Followers(int[] symbols, int[] counts, int total) {

    int of(int symbol) {
      int at = Arrays.binarySearch(symbols, symbol);
      return at < 0 ? 0 : counts[at];
    }  }

  private Counts(int order, int levels, Map<Long, Map<Integer, Integer>> found) {
    this.order = order;
    this.levels = levels;
    this.contexts = contexts(order, levels);
    this.seen = found.keySet().stream().mapToLong(context -> context).sorted().toArray();
    this.followers = new Followers[seen.length];
    for (int i = 0; i < seen.length; i++) {
      Map<Integer, Integer> symbols = found.getOrDefault(seen[i], Map.of());
      int[] counts = symbols.values().stream().mapToInt(count -> count).toArray();
      followers[i] =
          new Followers(
              symbols.keySet().stream().mapToInt(symbol -> symbol).toArray(),
              counts,
              Arrays.stream(counts).sum());
    }
  }

  /** The number of contexts, each of which has a number below it. */
  private static long contexts(int order, int levels) {
    try {
      long contexts = 1;
      for (int i = 1; i < order; i++) {
        contexts = Math.multiplyExact(contexts, levels + 1L);
      }
      return contexts;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "an n-gram of order " + order + " over " + levels + " symbols has more contexts than 2^63",
          e);
    }
  }

  /** Counts the training examples. */
  static Counts of(int order, StateSpace.Categorical space, Dataset data) {
    long contexts = contexts(order, space.levels());
    Map<Long, Map<Integer, Integer>> found = new HashMap<>();
    int n = data.train().size();
    for (int from = 0; from < n; from += CHUNK) {
      Batch rows = data.train().range(from, Math.min(n, from + CHUNK), space.dim());
      for (int row = 0; row < rows.size(); row++) {
        long context = contexts - 1;
        for (int t = 0; t < space.symbols(rows, row); t++) {
          int symbol = (int) rows.get(row, t);
          found.computeIfAbsent(context, key -> new TreeMap<>()).merge(symbol, 1, Integer::sum);
          context = next(context, symbol, space.levels(), contexts);
        }
      }
    }
    return new Counts(order, space.levels(), found);
  }

  /** Contexts are numbers whose digits are the symbols, the last one least. */
  private static long next(long context, int symbol, int levels, long contexts) {
    return contexts == 1 ? 0 : context % (contexts / (levels + 1L)) * (levels + 1L) + symbol;
  }

  int order() {
    return order;
  }

  /** The context of a first symbol: marks alone. */
  long first() {
    return contexts - 1;
  }

  /** The context behind a symbol. */
  long next(long context, int symbol) {
    return next(context, symbol, levels, contexts);
  }

  /** What followed a context. */
  Followers of(long context) {
    int at = Arrays.binarySearch(seen, context);
    return at < 0 ? NONE : followers[at];
  }

  /** Writes a line {@code context,symbol,count} for each that occurred. */
  void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("context,symbol,count\n");
      for (int i = 0; i < seen.length; i++) {
        Followers each = followers[i];
        for (int k = 0; k < each.symbols().length; k++) {
          out.write(seen[i] + "," + each.symbols()[k] + "," + each.counts()[k] + "\n");
        }
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  static Counts read(int order, int levels, Path file) throws IOException {
    Map<Long, Map<Integer, Integer>> found = new HashMap<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] parts = line.split(",", -1);
        found
            .computeIfAbsent(Long.valueOf(parts[0]), key -> new TreeMap<>())
            .put(Integer.valueOf(parts[1]), Integer.valueOf(parts[2]));
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(file + " is damaged", e);
    }
    return new Counts(order, levels, found);
  }
}
