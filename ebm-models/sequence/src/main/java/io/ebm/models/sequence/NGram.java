package io.ebm.models.sequence;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.RandomStream;
import io.ebm.api.Sequences;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;
import io.ebm.api.SymbolCosts;
import io.ebm.api.Tractable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Sequences of symbols, each drawn given the {@code n - 1} before it:
 *
 * <pre>{@code
 * E(x) = -Σ_t log p(x_t | x_{t-n+1} … x_{t-1}),   p(a | c) = (count(c, a) + δ) / (count(c) + δ V)
 * }</pre>
 *
 * with counts of the training data and {@code V} symbols (Lidstone's rule). It is normalised: {@code
 * Z = 1} over the sequences of its space, to which {@code +∞} gives everything else. Immutable and
 * thread-safe.
 */
final class NGram
    implements EnergyFunction, Tractable, ExactDraws, SiteDifferences, SymbolCosts, Archived {

  static final String FILE = "counts.csv";

  private final StateSpace.Categorical space;
  private final Counts counts;
  private final double add;

  NGram(StateSpace.Categorical space, Counts counts, double add) {
    this.space = space;
    this.counts = counts;
    this.add = add;
  }

  @Override
  public StateSpace space() {
    return space;
  }

  private double cost(long context, int symbol) {
    Counts.Followers followers = counts.of(context);
    return -Math.log(
        (followers.of(symbol) + add) / (followers.total() + add * space.levels()));
  }

  @Override
  public void energies(Batch x, double[] out) {
    for (int row = 0; row < x.size(); row++) {
      if (!space.isSequence(x, row)) {
        out[row] = Double.POSITIVE_INFINITY;
        continue;
      }
      long context = counts.first();
      double sum = 0;
      int symbols = space.symbols(x, row);
      for (int t = 0; t < symbols; t++) {
        int symbol = (int) x.get(row, t);
        sum += cost(context, symbol);
        context = counts.next(context, symbol);
      }
      out[row] = sum;
    }
  }

  @Override
  public void costs(Batch x, Batch out) {
    for (int row = 0; row < x.size(); row++) {
      long context = counts.first();
      int symbols = space.symbols(x, row);
      for (int t = 0; t < x.dim(); t++) {
        int symbol = (int) x.get(row, t);
        out.set(row, t, t < symbols ? (float) cost(context, symbol) : 0f);
        context = counts.next(context, symbol);
      }
    }
  }

  @Override
  public void logPartitions(int rows, double[] out) {
    Arrays.fill(out, 0, rows, 0);
  }

  @Override
  public void sample(Batch into, RandomStream random) {
    for (int row = 0; row < into.size(); row++) {
      long context = counts.first();
      boolean ended = false;
      for (int t = 0; t < into.dim(); t++) {
        int symbol = ended ? space.end() : draw(counts.of(context), random);
        into.set(row, t, symbol);
        ended |= symbol == space.end();
        context = counts.next(context, symbol);
      }
    }
  }

  /** A symbol that followed, by its count; or any, by what is added to all counts. */
  private int draw(Counts.Followers followers, RandomStream random) {
    int total = followers.total();
    double pick = random.nextDouble() * (total + add * space.levels());
    if (pick >= total) {
      return Math.min(space.levels() - 1, (int) ((pick - total) / add));
    }
    int i = 0;
    while (i < followers.counts().length - 1 && pick >= followers.counts()[i]) {
      pick -= followers.counts()[i++];
    }
    return followers.symbols()[i];
  }

  /** By the symbols that a change is the context of, and itself. */
  @Override
  public void differences(Batch x, Batch out) {
    int levels = space.levels();
    for (int row = 0; row < x.size(); row++) {
      long context = counts.first();
      for (int site = 0; site < x.dim(); site++) {
        double here = from(x, row, site, (int) x.get(row, site), context);
        for (int a = 0; a < levels; a++) {
          boolean same = a == (int) x.get(row, site);
          double there = same ? here : from(x, row, site, a, context);
          out.set(row, site * levels + a, same ? 0f : (float) (there - here));
        }
        context = counts.next(context, (int) x.get(row, site));
      }
    }
    Sequences.forbid(space, x, out);
  }

  /** The costs of a symbol at a site and of those whose cost it may change. */
  private double from(Batch x, int row, int site, int symbol, long context) {
    double sum = cost(context, symbol);
    long behind = counts.next(context, symbol);
    int last = symbol;
    int reach = Math.max(2, counts.order()); // an end that moves takes the next place with it
    for (int t = site + 1; t < Math.min(x.dim(), site + reach); t++) {
      if (last == space.end()) {
        break;
      }
      last = (int) x.get(row, t);
      sum += cost(behind, last);
      behind = counts.next(behind, last);
    }
    return sum;
  }

  @Override
  public boolean exact() {
    return true;
  }

  @Override
  public void archive(Path folder) throws IOException {
    counts.write(folder.resolve(FILE));
  }
}
