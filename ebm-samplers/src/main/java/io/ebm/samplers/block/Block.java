package io.ebm.samplers.block;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Setting;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of units and what moves it: {@code units}, or those {@code from} to {@code to}, or, where
 * none of these are given, all that are in no other block.
 *
 * @param units from 0, each once; or null
 * @param from the first unit of a range; or null
 * @param to the unit after the last of the range; or null
 * @param sampler moves the block
 * @param steps transitions of that, at least 1
 */
public record Block(
    @Setting(doc = "The units of the block, from 0; or give from and to.")
        @Nullable List<Integer> units,
    @Setting(
            doc =
                "The first unit of the block. Without it, to and units the block is all units that"
                    + " are in no other.")
        @Nullable Integer from,
    @Setting(doc = "The unit after the last of the block.") @Nullable Integer to,
    @Setting(doc = "The sampler that moves the block, the other units being given.")
        Component<Sampler> sampler,
    @Setting(value = "1", doc = "Transitions of that sampler in a transition, at least 1.")
        int steps) {

  /** Checks the ranges. */
  public Block {
    Checks.that((from == null) == (to == null), "from", "and 'to' must be given together");
    Checks.that(
        units == null || from == null, "units", "cannot stand beside a range, 'from' and 'to'");
    if (from != null && to != null) {
      Checks.that(
          from >= 0 && to > from,
          "from",
          "and 'to' must be a unit from 0 and a later one, but are " + from + " and " + to);
    }
    if (units != null) {
      units = List.copyOf(units);
      Checks.that(!units.isEmpty(), "units", "must name at least one unit");
      BitSet seen = new BitSet();
      for (int unit : units) {
        Checks.that(unit >= 0, "units", "must be units from 0, but has " + unit);
        Checks.that(!seen.get(unit), "units", "must name a unit once, but has " + unit + " twice");
        seen.set(unit);
      }
    }
    Checks.atLeast("steps", steps, 1);
  }

  /** Whether it is what the others leave. */
  boolean rest() {
    return units == null && from == null;
  }

  /** The units that it names, rising; none if it is the rest. */
  BitSet named() {
    BitSet named = new BitSet();
    if (units != null) {
      units.forEach(named::set);
    } else if (from != null && to != null) {
      named.set(from, to);
    }
    return named;
  }
}
