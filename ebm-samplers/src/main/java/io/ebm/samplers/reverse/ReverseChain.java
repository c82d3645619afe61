package io.ebm.samplers.reverse;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Staged;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.NoiseSchedule;
import io.ebm.samplers.FiniteCheck;
import java.util.Arrays;

/**
 * Chains that go from noise to data in every transition. States are kept as they are without the
 * schedule's scale, {@code x = x_t / s(t)}, so that the noise on them is {@code σ}; steps that are
 * made in scaled states say so.
 */
abstract class ReverseChain implements MarkovChain, Checkpointed, Staged {

  private final Denoiser denoiser;
  private final ReverseConfig config;
  private final EnergyFunction energy;
  private final String who;
  private final Batch states;
  private RandomStream random;
  private Watcher watcher = (stage, last, rows) -> {};
  private final double[] levels;
  private final double[] unknown;
  private long transitions;

  /** The times of the nodes, falling from 1 to 0. */
  final double[] times;

  /** The noise levels of the nodes, falling. */
  final double[] sigmas;

  /** The schedule. */
  final NoiseSchedule schedule;

  /** Where {@link #denoise} is usually written. */
  final Batch denoised;

  private final float[] noise;

  /** What a chain starts with. */
  record Start(
      String who, ReverseConfig config, EnergyFunction energy, Batch states, RandomStream random) {}

  ReverseChain(Start start) {
    config = start.config();
    energy = start.energy();
    who = start.who();
    states = start.states();
    random = start.random();
    denoiser = GuidedDenoiser.of(energy, config.guidance(), states.size(), who);
    schedule = config.schedule();
    times = schedule.times(config.nodes());
    sigmas = Arrays.stream(times).map(schedule::sigma).toArray();
    levels = new double[states.size()];
    unknown = FiniteCheck.unknown(states.size());
    denoised = another();
    noise = new float[states.length()];
  }

  /** A batch like the states. */
  final Batch another() {
    return Batch.allocate(states.size(), states.dim());
  }

  @Override
  public final Batch states() {
    return states;
  }

  @Override
  public final void watch(Watcher other) {
    watcher = other;
  }

  @Override
  public void refresh() {} // every transition starts anew

  /** Denoises states that are all at one level. */
  final void denoise(Batch x, double sigma, Batch out) {
    Arrays.fill(levels, sigma);
    denoiser.denoise(x, levels, out);
  }

  /** Denoises states at levels of their own. */
  final void denoise(Batch x, double[] own, Batch out) {
    denoiser.denoise(x, own, out);
  }

  /** The energy at a level, under guidance, for corrections by a sampler of energies. */
  final EnergyFunction energyAt(double sigma) {
    return GuidedEnergy.at(
        sigma, energy, config.guidance(), states.size(), who + " with a corrector");
  }

  /** Draws normal numbers, one for each of the states', and answers the array that holds them. */
  final float[] draw() {
    random.fillGaussian(noise, 0, noise.length);
    return noise;
  }

  /** A stream for what another sampler does at a node of this transition. */
  final RandomStream stream(int node) {
    return random.split(transitions * states.size()).split(node);
  }

  /** Where the numbers of the states begin in their array. */
  final int offset() {
    return states.offset();
  }

  /** {@code x ← a x + b D + c ξ}, for all states. */
  final void combine(double a, double b, Batch of, double c) {
    float[] x = states.array();
    float[] d = of.array();
    int from = states.offset();
    if (c == 0) {
      for (int i = 0; i < of.length(); i++) {
        x[from + i] = (float) (a * x[from + i] + b * d[i]);
      }
      return;
    }
    float[] xi = draw();
    for (int i = 0; i < of.length(); i++) {
      x[from + i] = (float) (a * x[from + i] + b * d[i] + c * xi[i]);
    }
  }

  /** The step of {@code reverse-diffusion} from a node to the next. */
  final void reverse(int node) {
    double sigma = sigmas[node];
    double low = sigmas[node + 1];
    double scale = schedule.scale(times[node]);
    double next = schedule.scale(times[node + 1]);
    double ratio = scale / next;
    double spread = scale * scale * (sigma * sigma - low * low); // G²
    double pull = spread / (scale * sigma * sigma);
    denoise(states, sigma, denoised);
    combine(((2 - ratio) * scale - pull) / next, pull / next, denoised, Math.sqrt(spread) / next);
  }

  /** What is to be done before the first step of a transition. */
  void begin() {}

  /** Goes from a node to the next. */
  abstract void step(int node);

  @Override
  public final void advance(int steps) {
    for (int s = 0; s < steps; s++) {
      float[] xi = draw();
      for (int i = 0; i < xi.length; i++) {
        states.array()[states.offset() + i] = (float) (sigmas[0] * xi[i]);
      }
      begin();
      watcher.at(0, sigmas.length - 1, states);
      for (int node = 0; node + 1 < sigmas.length; node++) {
        step(node);
        FiniteCheck.states(states, unknown, transitions);
        if (node + 2 == sigmas.length && config.clean()) {
          denoise(states, sigmas[node + 1], denoised);
          states.copyFrom(denoised);
        }
        watcher.at(node + 1, sigmas.length - 1, states);
      }
      transitions++;
    }
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(transitions * states.size(), 0, 0);
  }

  @Override
  public final void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put("transitions", new long[] {transitions});
  }

  @Override
  public final void restore(StateReader reader) {
    random = RandomStream.restore(reader.longs("random"));
    transitions = reader.longs("transitions")[0];
  }
}
