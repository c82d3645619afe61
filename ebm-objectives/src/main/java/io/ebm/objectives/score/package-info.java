/** Objectives that fit the score {@code -∇x E(x)}, or differences of energies in its stead. */
@NullMarked
package io.ebm.objectives.score;

import org.jspecify.annotations.NullMarked;
