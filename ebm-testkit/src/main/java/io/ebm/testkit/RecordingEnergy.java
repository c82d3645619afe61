package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Stands before a {@link Learnable} energy, hands on all that it can, and records the calls of
 * {@link Learnable#accumulate}: the probes and weights that an objective chose. Not thread-safe.
 */
public final class RecordingEnergy implements Learnable {

  /** One call: copies of the states and of as many weights. */
  public record Call(Batch states, List<Double> weights) {}

  private final EnergyFunction energy;
  private final Learnable learnable;
  private final List<Call> calls = new ArrayList<>();

  private RecordingEnergy(EnergyFunction energy) {
    this.energy = energy;
    learnable = energy.as(Learnable.class).orElseThrow();
  }

  /** Stands before an energy. */
  public static RecordingEnergy of(EnergyFunction energy) {
    return new RecordingEnergy(energy);
  }

  /** The calls so far. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The sum of all weights so far. */
  public double totalWeight() {
    double total = 0;
    for (Call call : calls) {
      for (double weight : call.weights()) {
        total += weight;
      }
    }
    return total;
  }

  @Override
  public <T> Optional<T> as(Class<T> capability) {
    return capability.isInstance(this) ? Optional.of(capability.cast(this)) : energy.as(capability);
  }

  @Override
  public StateSpace space() {
    return energy.space();
  }

  @Override
  public void energies(Batch x, double[] out) {
    energy.energies(x, out);
  }

  @Override
  public Parameters parameters() {
    return learnable.parameters();
  }

  @Override
  public void precondition(Gradient gradient) {
    learnable.precondition(gradient);
  }

  @Override
  public void constrain() {
    learnable.constrain();
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    record(x, weights);
    learnable.accumulate(x, weights, into);
  }

  @Override
  public void accumulate(Batch x, double[] weights, double[] energies, Gradient into) {
    record(x, weights);
    learnable.accumulate(x, weights, energies, into);
  }

  private void record(Batch x, double[] weights) {
    double[] copies = Arrays.copyOf(weights, x.size());
    calls.add(new Call(x.copy(), Arrays.stream(copies).boxed().toList()));
  }
}
