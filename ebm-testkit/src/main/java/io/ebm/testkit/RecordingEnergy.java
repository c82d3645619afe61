package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Learnable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before an energy, has all its capabilities, and records the calls of {@link
 * Learnable#accumulate}: the probes and weights that an objective chose. Not thread-safe.
 */
public final class RecordingEnergy {

  /** One call: copies of the states and of as many weights. */
  public record Call(Batch states, List<Double> weights) {}

  private final EnergyFunction energy;
  private final List<Call> calls = new ArrayList<>();

  private RecordingEnergy(EnergyFunction behind) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> type = behind.getClass(); type != null; type = type.getSuperclass()) {
      interfaces.addAll(List.of(type.getInterfaces()));
    }
    Object proxy =
        Proxy.newProxyInstance(
            behind.getClass().getClassLoader(),
            interfaces.toArray(new Class<?>[0]),
            (self, method, arguments) -> {
              if (method.getName().equals("as") && arguments[0] instanceof Class<?> capability) {
                return behind.as(capability).isPresent() && capability.isInstance(self)
                    ? Optional.of(self)
                    : Optional.empty();
              }
              if (method.getName().equals("accumulate") && arguments[0] instanceof Batch states) {
                double[] weights = Arrays.copyOf((double[]) arguments[1], states.size());
                calls.add(new Call(states.copy(), Arrays.stream(weights).boxed().toList()));
              }
              try {
                return method.invoke(behind, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
    energy = (EnergyFunction) proxy;
  }

  /** Stands before an energy. */
  public static RecordingEnergy of(EnergyFunction energy) {
    return new RecordingEnergy(energy);
  }

  /** The energy to give away. */
  public EnergyFunction energy() {
    return energy;
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
}
