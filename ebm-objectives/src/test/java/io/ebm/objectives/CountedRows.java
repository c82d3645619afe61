package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parameters;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stands before energies and counts the rows that each method is given; sweeps count as often as
 * they are made, and calls without states as one for every row of data. What an energy gives
 * besides (the energy of its contexts, a replica) is counted with it.
 */
final class CountedRows {

  private final int data;
  private final Map<String, Integer> rows = new TreeMap<>();

  /** Counts for a step on that many rows of data. */
  CountedRows(int data) {
    this.data = data;
  }

  EnergyFunction count(EnergyFunction energy) {
    return (EnergyFunction)
        Proxy.newProxyInstance(
            energy.getClass().getClassLoader(),
            energy.getClass().getInterfaces(),
            (self, method, arguments) -> {
              if (method.getName().equals("as") && arguments[0] instanceof Class<?> capability) {
                return energy.as(capability).isPresent() && capability.isInstance(self)
                    ? Optional.of(self)
                    : Optional.empty();
              }
              Object result;
              try {
                result = method.invoke(energy, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
              if (result instanceof EnergyFunction another) {
                return count(another);
              }
              if (arguments != null && !(arguments[0] instanceof Parameters)) {
                int times = method.getName().equals("sweep") ? (int) arguments[1] : 1;
                int given = arguments[0] instanceof Batch states ? states.size() : data;
                rows.merge(method.getName(), times * given, Integer::sum);
              }
              return result;
            });
  }

  /** Rows for each row of data; fails if they are no multiple. */
  Map<String, Integer> perRow() {
    Map<String, Integer> perRow = new TreeMap<>();
    rows.forEach(
        (method, count) -> {
          if (count % data != 0) {
            throw new AssertionError(method + " was given " + count + " rows for " + data);
          }
          perRow.put(method, count / data);
        });
    return perRow;
  }
}
