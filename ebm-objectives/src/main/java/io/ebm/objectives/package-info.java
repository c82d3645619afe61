/**
 * Objectives, as plugins, by what they learn from: {@link io.ebm.objectives.likelihood likelihood},
 * {@link io.ebm.objectives.noise noise and contrast}, {@link io.ebm.objectives.score scores}, for
 * generators {@link io.ebm.objectives.proposal proposals}, and here margins between right and wrong
 * answers.
 */
@NullMarked
package io.ebm.objectives;

import org.jspecify.annotations.NullMarked;
