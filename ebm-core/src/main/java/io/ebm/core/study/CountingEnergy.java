package io.ebm.core.study;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;

/** Stands before an energy, has its capabilities, and counts the rows that are given to it. */
final class CountingEnergy {

  private final EnergyFunction energy;
  private long rows;

  CountingEnergy(EnergyFunction behind) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> type = behind.getClass(); type != null; type = type.getSuperclass()) {
      interfaces.addAll(Set.of(type.getInterfaces()));
    }
    energy =
        (EnergyFunction)
            Proxy.newProxyInstance(
                behind.getClass().getClassLoader(),
                interfaces.toArray(new Class<?>[0]),
                (self, method, arguments) -> {
                  if (arguments != null && arguments[0] instanceof Batch states) {
                    long times =
                        method.getName().equals("sweep") && arguments[1] instanceof Integer sweeps
                            ? sweeps
                            : 1;
                    rows += states.size() * times;
                  }
                  try {
                    return method.invoke(behind, arguments);
                  } catch (InvocationTargetException failure) {
                    throw failure.getCause();
                  }
                });
  }

  EnergyFunction energy() {
    return energy;
  }

  /** Rows of energies, gradients and sweeps so far. */
  long rows() {
    return rows;
  }
}
