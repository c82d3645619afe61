/** Environments: grids, classic control, points that look for goals. */
@NullMarked
package io.ebm.models.policy.environments;

import org.jspecify.annotations.NullMarked;
