import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes the random graph that Rinaldi's generator {@code rudy} writes for {@code -rnd_graph}. Of
 * the G-set of Max-Cut graphs, G1 to G5 are {@code 800 6 8001} to {@code 800 6 8005}.
 *
 * <pre>{@code
 * java examples/max-cut/RandomGraph.java 800 6 8001 > examples/max-cut/g1.txt
 * }</pre>
 *
 * Arguments: vertices, density in percent, seed. Edges are drawn as Knuth's Stanford GraphBase does
 * (1993, modules GB_RAND and GB_FLIP), one pair of vertices after the other, and a pair that is no
 * edge or already one is drawn again; every vertex lists its edges to later vertices, the newest
 * first.
 */
public final class RandomGraph {

  /**
   * The subtractive generator {@code a(n) = a(n - 55) - a(n - 24) mod 2^31} (Knuth 1997, "The Art of
   * Computer Programming", volume 2, section 3.2.2), seeded as GB_FLIP is.
   */
  private static final class Flip {
    private static final int LAG = 55;

    private final int[] values = new int[LAG + 1]; // from 1 on
    private int place;

    Flip(int seed) {
      int shifting = seed;
      int previous = seed;
      int next = 1;
      values[LAG] = seed;
      for (int i = 21; i != 0; i = (i + 21) % LAG) {
        values[i] = next;
        int difference = subtract(previous, next);
        shifting = (shifting >>> 1) | ((shifting & 1) << 30); // turns 31 bits round
        previous = next;
        next = subtract(difference, shifting);
      }
      for (int warming = 0; warming < 5; warming++) {
        renew();
      }
      place = LAG - 1;
    }

    private static int subtract(int a, int b) {
      return (a - b) & Integer.MAX_VALUE;
    }

    private void renew() {
      for (int i = 1; i <= LAG; i++) {
        values[i] = subtract(values[i], values[i <= 24 ? i + 31 : i - 24]);
      }
      place = LAG;
    }

    private int next() {
      if (place == 0) {
        renew();
      }
      return values[place--];
    }

    /** Uniform from 0 to {@code bound - 1}, without bias. */
    int below(int bound) {
      long limit = (1L << 31) - (1L << 31) % bound;
      int drawn = next();
      while (drawn >= limit) {
        drawn = next();
      }
      return drawn % bound;
    }
  }

  /** Writes the graph. */
  public static void main(String[] arguments) {
    int vertices = Integer.parseInt(arguments[0]);
    double density = Double.parseDouble(arguments[1]);
    Flip random = new Flip(Integer.parseInt(arguments[2]));
    long edges = Math.round(0.5 * vertices * (vertices - 1) * density / 100);
    boolean[][] linked = new boolean[vertices][vertices];
    List<Deque<Integer>> neighbours = new ArrayList<>();
    for (int v = 0; v < vertices; v++) {
      neighbours.add(new ArrayDeque<>());
    }
    for (long left = edges; left > 0; ) {
      int from = random.below(vertices);
      int to = random.below(vertices);
      if (from != to && !linked[from][to]) {
        linked[from][to] = true;
        linked[to][from] = true;
        neighbours.get(from).push(to);
        neighbours.get(to).push(from);
        left--;
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(vertices).append(' ').append(edges).append('\n');
    for (int from = 0; from < vertices; from++) {
      for (int to : neighbours.get(from)) {
        if (from < to) {
          text.append(from + 1).append(' ').append(to + 1).append(" 1\n");
        }
      }
    }
    new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out)).print(text);
  }
}
