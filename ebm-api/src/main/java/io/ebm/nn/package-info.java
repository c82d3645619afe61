/**
 * Networks of layers: differentiable functions of states with their derivatives, exact to second
 * order, as energies are made of them. A {@link io.ebm.nn.Layer} is data that wires {@link
 * io.ebm.nn.Operation operations}; a {@link io.ebm.nn.Network} runs them over tiles of states.
 */
@NullMarked
package io.ebm.nn;

import org.jspecify.annotations.NullMarked;
