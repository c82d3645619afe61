/**
 * Conformance kit for plugin authors. A test class extends {@link
 * io.ebm.testkit.EnergyConformance}, {@link io.ebm.testkit.SamplerConformance}, {@link
 * io.ebm.testkit.ObjectiveConformance}, {@link io.ebm.testkit.OptimizerConformance}, {@link
 * io.ebm.testkit.LayerConformance} or {@link io.ebm.testkit.FactoryConformance} with a few lines
 * and inherits the tests of the contract; the checks behind them are static methods that throw
 * {@link java.lang.AssertionError} and may be called one by one. Reference energies with exact
 * answers and doubles of the host's contexts serve tests of a plugin's own.
 */
@NullMarked
package io.ebm.testkit;

import org.jspecify.annotations.NullMarked;
