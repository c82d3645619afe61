package org.example.studentt;

import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.testkit.EnergyConformance;
import io.ebm.testkit.TestContext;

/** Checks gradients, threads, batches and the rest. */
class StudentTTest extends EnergyConformance {

  @Override
  protected EnergyFunction energy() {
    TestContext context = TestContext.builder().dataSpace(StateSpace.real(3)).build();
    StudentT energy = (StudentT) new StudentTFactory().create(new StudentTConfig(3), context);
    float[] parameters = energy.parameters().values();
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = 0.3f * i - 0.5f;
    }
    return energy;
  }
}
