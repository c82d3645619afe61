/**
 * Objectives that follow the likelihood or replace it by conditionals of single units: exact, with
 * chains, by neighbours of discrete states.
 */
@NullMarked
package io.ebm.objectives.likelihood;

import org.jspecify.annotations.NullMarked;
