/** Objectives that contrast data with noise or with other data. */
@NullMarked
package io.ebm.objectives.noise;

import org.jspecify.annotations.NullMarked;
