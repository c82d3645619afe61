package io.ebm.core.estimation;

import io.ebm.api.AnnealedGibbs;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Component;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.GibbsSampled;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateSpace;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tile of states that walks along a path. Used by one thread. */
final class Walker {

  private static final double H = 1.0 / 256;
  private static final double[] CENTRAL = {1 / 12.0, -8 / 12.0, 0, 8 / 12.0, -1 / 12.0};
  private static final double[] ONE_SIDED = {-25 / 12.0, 4, -3, 16 / 12.0, -3 / 12.0};

  private final Path path;
  private final @Nullable AnnealedGibbs fused;
  private final @Nullable MarkovChain chain;
  private final Moving moving;
  private final Batch states;
  private final RandomStream random;
  private final double[] before;
  private final double[] after;

  /**
   * Creates a walker.
   *
   * @param states where it stands; moved in place
   * @param tile the number of its tile
   * @param random its own stream
   */
  Walker(Path path, Batch states, int tile, RandomStream random, EstimationContext context) {
    this.path = path;
    this.fused = path.fused();
    this.states = states;
    this.random = random;
    this.before = new double[states.size()];
    this.after = new double[states.size()];
    this.moving = new Moving(path.annealable().at(0.5));
    Component<Sampler> sampler = path.sampler();
    this.chain =
        sampler == null
            ? null
            : context
                .create("sampler", sampler, tile, () -> moving.beta)
                .start(moving, states, random.split("chain"));
  }

  /**
   * One step of annealed importance sampling: adds {@code E_from(x) - E_to(x)} to the log weights,
   * then makes transitions at {@code to}.
   */
  void step(double from, double to, int transitions, double[] logWeights) {
    if (fused != null) {
      fused.anneal(states, from, to, logWeights, random);
      if (transitions > 1) {
        move(to, transitions - 1);
      }
      return;
    }
    weigh(from, to, logWeights);
    move(to, transitions);
  }

  /** Adds {@code E_from(x) - E_to(x)} to the log weights. */
  void weigh(double from, double to, double[] logWeights) {
    if (path.annealable() instanceof LinearPath linear) {
      linear.slopes(states, before);
      for (int i = 0; i < states.size(); i++) {
        logWeights[i] -= (to - from) * before[i];
      }
      return;
    }
    path.annealable().at(from).energies(states, before);
    path.annealable().at(to).energies(states, after);
    for (int i = 0; i < states.size(); i++) {
      logWeights[i] += before[i] - after[i];
    }
  }

  /** Makes transitions that leave the law at {@code beta} invariant. */
  void move(double beta, int transitions) {
    EnergyFunction there = path.annealable().at(beta);
    if (chain == null) {
      Capabilities.require(there, GibbsSampled.class, "a path")
          .sweep(states, transitions, 1, random);
    } else {
      moving.to(there, beta);
      chain.refresh();
      chain.advance(transitions);
    }
  }

  /** How many states there are. */
  int size() {
    return states.size();
  }

  /**
   * The derivative of the energies along the path, by differences of fourth order; overwritten by
   * the next call.
   */
  double[] slopes(double beta) {
    double[] out = after;
    if (path.annealable() instanceof LinearPath linear) {
      linear.slopes(states, out);
      return out;
    }
    boolean central = beta >= 2 * H && beta <= 1 - 2 * H;
    double step = central || beta < 0.5 ? H : -H;
    double[] factors = central ? CENTRAL : ONE_SIDED;
    java.util.Arrays.fill(out, 0, states.size(), 0);
    for (int k = 0; k < factors.length; k++) {
      if (factors[k] != 0) {
        path.annealable().at(beta + (central ? k - 2 : k) * step).energies(states, before);
        for (int i = 0; i < states.size(); i++) {
          out[i] += factors[k] / step * before[i];
        }
      }
    }
    return out;
  }

  /** The energy of a sampler's chain, which stands at one point of the path after another. */
  private static final class Moving implements EnergyFunction, Differentiable, GibbsSampled {
    private EnergyFunction current;
    private @Nullable Differentiable slopes;
    private @Nullable GibbsSampled gibbs;
    private double beta;

    Moving(EnergyFunction first) {
      current = first;
      to(first, 0);
    }

    void to(EnergyFunction there, double where) {
      current = there;
      slopes = there.as(Differentiable.class).orElse(null);
      gibbs = there.as(GibbsSampled.class).orElse(null);
      beta = where;
    }

    @Override
    public <T> Optional<T> as(Class<T> capability) {
      boolean had =
          capability == EnergyFunction.class
              || (capability == Differentiable.class && slopes != null)
              || (capability == GibbsSampled.class && gibbs != null);
      return had ? Optional.of(capability.cast(this)) : Optional.empty();
    }

    @Override
    public StateSpace space() {
      return current.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      current.energies(x, out);
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      Objects.requireNonNull(slopes).gradients(x, energies, out);
    }

    @Override
    public void sweep(Batch x, int sweeps, double factor, RandomStream random) {
      Objects.requireNonNull(gibbs).sweep(x, sweeps, factor, random);
    }
  }
}
