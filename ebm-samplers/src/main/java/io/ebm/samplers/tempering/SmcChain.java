package io.ebm.samplers.tempering;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.Metrics;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.Sampler;
import io.ebm.api.Sequences;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.samplers.FiniteCheck;
import org.jspecify.annotations.Nullable;

/** Chains of {@link SmcFactory}. */
final class SmcChain implements MarkovChain, Checkpointed, Adaptive, Reporting {

  private static final int MOST_LEVELS = 1000;

  private final SmcFactory.Config config;
  private final EnergyFunction energy;
  private final Tempered tempered;
  private final @Nullable NormalBase base;
  private final Batch states;
  private final Populations populations;
  private final MarkovChain mover; // of all particles
  private final Batch retained; // a state of each chain on its way back
  private final MarkovChain walker; // of these
  private final double[] slopes; // E - E0 of all particles
  private float[][] pasts; // [level] the past of every chain's state
  private double[] betas; // from 0 to 1
  private RandomStream random;
  private int warmUpLeft;
  private long steps;
  private long accepted;

  SmcChain(
      SmcFactory.Config config,
      Sampler forward,
      Sampler backward,
      EnergyFunction energy,
      @Nullable NormalBase base,
      Batch states,
      RandomStream random) {
    this.config = config;
    this.energy = energy;
    this.base = base;
    this.states = states;
    this.random = random.split("choose");
    tempered = new Tempered(energy, 1, base);
    populations = new Populations(states, config.particles(), config.resample());
    slopes = new double[populations.particles.size()];
    mover = forward.start(tempered, populations.particles, random.split("forward"));
    retained = states.copy();
    walker = backward.start(tempered, retained, random.split("backward"));
    betas = new double[config.levels() + 1];
    for (int k = 0; k < betas.length; k++) {
      double part = (double) k / config.levels();
      betas[k] = part * part;
    }
    pasts = new float[betas.length][states.length()];
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void refresh() {} // every step computes anew what it needs

  @Override
  public void advance(int count) {
    for (int s = 0; s < count; s++) {
      if (warmUpLeft > 0) {
        betas = explore();
        pasts = new float[betas.length][states.length()];
        warmUpLeft--;
      } else {
        drawPasts();
        walk();
      }
      steps++;
    }
  }

  /** Draws where each chain's state came from, from the energy back to the base. */
  private void drawPasts() {
    retained.copyFrom(states);
    for (int k = betas.length - 1; k >= 0; k--) {
      System.arraycopy(retained.array(), retained.offset(), pasts[k], 0, pasts[k].length);
      if (k > 0) {
        tempered.to(betas[k]);
        walker.refresh();
        walker.advance(config.innerSteps());
      }
    }
  }

  /** A step: populations whose first particles have the pasts that were drawn. */
  private void walk() {
    begin();
    populations.setFirst(pasts[0]);
    for (int k = 1; k < betas.length; k++) {
      weigh(betas[k] - betas[k - 1]);
      populations.resample(true, random);
      move(betas[k]);
      populations.setFirst(pasts[k]);
    }
    accepted += populations.choose(states, random);
  }

  /** A pass of the warm-up, by particles that are all new; returns the ladder it chose. */
  private double[] explore() {
    double[] ladder = new double[MOST_LEVELS + 1];
    int level = 0;
    begin();
    while (ladder[level] < 1) {
      if (level == MOST_LEVELS) {
        throw new IllegalArgumentException(
            "sampler 'smc' is at inverse temperature "
                + ladder[level]
                + " after "
                + MOST_LEVELS
                + " steps from its base; a share smaller than "
                + config.share()
                + " or another spread may help");
      }
      double left = 1 - ladder[level];
      computeSlopes();
      double step = populations.longestStep(slopes, left, config.share());
      ladder[level + 1] = step >= left ? 1 : ladder[level] + step;
      populations.weigh(slopes, step);
      populations.resample(false, random);
      level++;
      move(ladder[level]);
    }
    accepted += populations.choose(states, random);
    return java.util.Arrays.copyOf(ladder, level + 1);
  }

  private void begin() {
    if (base != null) {
      base.sample(populations.particles, random);
    } else {
      Sequences.uniform(energy.space(), populations.particles, random);
    }
    populations.forget();
  }

  private void weigh(double step) {
    computeSlopes();
    populations.weigh(slopes, step);
  }

  private void computeSlopes() {
    energy.energies(populations.particles, slopes);
    for (int i = 0; i < slopes.length; i++) {
      FiniteCheck.proposal(slopes[i], Double.NaN, i / config.particles(), steps);
    }
    for (int chain = 0; chain < states.size(); chain++) {
      boolean some = false;
      for (int p = 0; p < config.particles(); p++) {
        some |= slopes[chain * config.particles() + p] < Double.POSITIVE_INFINITY;
      }
      if (!some) {
        throw new NonFiniteException(
            "all "
                + config.particles()
                + " particles of chain "
                + chain
                + " are outside the support of the energy after step "
                + steps
                + "; more particles or another spread may help");
      }
    }
    if (base != null) {
      base.addEnergies(populations.particles, -1, slopes);
    }
  }

  private void move(double beta) {
    tempered.to(beta);
    mover.refresh();
    mover.advance(config.innerSteps());
  }

  @Override
  public void warmUp(int count) {
    warmUpLeft = count;
  }

  @Override
  public int warmUpLeft() {
    return warmUpLeft;
  }

  @Override
  public ChainStatistics statistics() {
    long transitions = steps * states.size();
    return new ChainStatistics(transitions, transitions, accepted);
  }

  @Override
  public void report(Metrics metrics) {
    metrics.record("levels", betas.length - 1);
    if (steps > 0) {
      populations.report(metrics, steps);
    }
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put("counts", new long[] {steps, accepted, warmUpLeft});
    writer.put("betas", betas);
    populations.save(writer);
    if (mover instanceof Checkpointed inner) {
      inner.save(writer.child("forward"));
    }
    if (walker instanceof Checkpointed inner) {
      inner.save(writer.child("backward"));
    }
  }

  @Override
  public void restore(StateReader reader) {
    random = RandomStream.restore(reader.longs("random"));
    long[] counts = reader.longs("counts");
    steps = counts[0];
    accepted = counts[1];
    warmUpLeft = (int) counts[2];
    betas = reader.doubles("betas");
    pasts = new float[betas.length][states.length()];
    populations.restore(reader);
    if (mover instanceof Checkpointed inner) {
      inner.restore(reader.child("forward"));
    }
    if (walker instanceof Checkpointed inner) {
      inner.restore(reader.child("backward"));
    }
  }
}
