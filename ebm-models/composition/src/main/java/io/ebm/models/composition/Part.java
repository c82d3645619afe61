package io.ebm.models.composition;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Model;
import io.ebm.api.Setting;
import io.ebm.api.SettingException;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a composition.
 *
 * @param energy the part
 * @param weight by what it counts
 */
public record Part(
    @Setting(doc = "The energy; 'parameters' in it names the file of trained ones.")
        Component<Model> energy,
    @Setting(value = "1", doc = "By what it counts, positive.") double weight) {

  /** Checks the weight. */
  public Part {
    Checks.positive("weight", weight);
  }

  /** Makes the energies of some components, which must be over one space. */
  static List<EnergyFunction> make(
      String who, List<String> keys, List<Component<Model>> components, ComponentContext context) {
    List<EnergyFunction> made = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      Component<Model> component = components.get(i);
      Model model = context.create(keys.get(i), component);
      EnergyFunction energy =
          model
              .as(EnergyFunction.class)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          who
                              + " is made of unconditional energies, and '"
                              + component.type()
                              + "' is conditional"));
      if (!made.isEmpty() && !made.get(0).space().equals(energy.space())) {
        throw new SettingException(
            keys.get(i),
            "is over "
                + energy.space()
                + ", and the first part over "
                + made.get(0).space()
                + "; parts share one space");
      }
      made.add(energy);
    }
    return made;
  }
}
