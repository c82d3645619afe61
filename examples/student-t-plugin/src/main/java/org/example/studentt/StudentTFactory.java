package org.example.studentt;

import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Model;

/** Makes {@link StudentT} energies. */
public final class StudentTFactory implements EnergyFactory<StudentTConfig> {

  @Override
  public String name() {
    return "student-t";
  }

  @Override
  public String description() {
    return "Independent Student t variables with learnable places and scales.";
  }

  @Override
  public Class<StudentTConfig> configType() {
    return StudentTConfig.class;
  }

  @Override
  public Model create(StudentTConfig config, ComponentContext context) {
    return new StudentT(config.degrees(), context.dataSpace());
  }
}
