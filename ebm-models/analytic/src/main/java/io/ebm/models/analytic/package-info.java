/**
 * Energies with known answers, to try samplers and estimators on: each is a class with its formula
 * and, where there are any, its moments, its {@code log Z} and exact samples.
 */
@NullMarked
package io.ebm.models.analytic;

import org.jspecify.annotations.NullMarked;
