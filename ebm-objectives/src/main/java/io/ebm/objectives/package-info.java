/**
 * Objectives, as plugins: {@link io.ebm.objectives.CdFactory cd}, {@link
 * io.ebm.objectives.PcdFactory pcd} and {@link io.ebm.objectives.DenoisingScoreMatchingFactory
 * denoising-score-matching}. All are separable: a minibatch may be cut into shards.
 */
@NullMarked
package io.ebm.objectives;

import org.jspecify.annotations.NullMarked;
