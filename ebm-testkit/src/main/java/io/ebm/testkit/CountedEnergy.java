package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stands before an energy, hands on all that it can, those capabilities too that nobody has thought
 * of yet, and counts for how many rows each method is called: what a step of an objective costs.
 * Energies that it makes are counted with it. Not thread-safe.
 */
public final class CountedEnergy implements GibbsSampled, EnergyFunction {

  private final EnergyFunction energy;
  private final int perCall;
  private final Map<String, Integer> rows;

  private CountedEnergy(EnergyFunction energy, int perCall, Map<String, Integer> rows) {
    this.energy = energy;
    this.perCall = perCall;
    this.rows = rows;
  }

  /**
   * Stands before an energy.
   *
   * @param perCall as how many rows a call counts that is given no states
   */
  public static CountedEnergy of(EnergyFunction energy, int perCall) {
    return new CountedEnergy(energy, perCall, new TreeMap<>());
  }

  /** Rows by the name of the method, a sweep over a row counting as one; live. */
  public Map<String, Integer> rows() {
    return rows;
  }

  @Override
  public <T> Optional<T> as(Class<T> capability) {
    return energy
        .as(capability)
        .map(
            had ->
                capability.isInstance(this)
                    ? capability.cast(this)
                    : capability.cast(
                        Proxy.newProxyInstance(
                            capability.getClassLoader(),
                            new Class<?>[] {capability},
                            (self, method, arguments) -> call(had, method, arguments))));
  }

  private Object call(Object had, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass().isInstance(this)) {
      return invoke(this, method, arguments);
    }
    Object result = invoke(had, method, arguments);
    if (result instanceof EnergyFunction another) {
      return new CountedEnergy(another, perCall, rows);
    }
    if (arguments != null && !(arguments[0] instanceof Parameters)) {
      count(method.getName(), arguments[0] instanceof Batch states ? states.size() : perCall);
    }
    return result;
  }

  private static Object invoke(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  private void count(String method, int times) {
    rows.merge(method, times, Integer::sum);
  }

  @Override
  public StateSpace space() {
    return energy.space();
  }

  @Override
  public void energies(Batch x, double[] out) {
    count("energies", x.size());
    energy.energies(x, out);
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    count("sweep", sweeps * x.size());
    energy.as(GibbsSampled.class).orElseThrow().sweep(x, sweeps, beta, random);
  }
}
