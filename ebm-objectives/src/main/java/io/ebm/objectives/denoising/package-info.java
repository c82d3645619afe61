/**
 * Objectives that disturb states by noise of many levels and learn to undo it: regressions, without
 * chains and partition functions.
 */
@NullMarked
package io.ebm.objectives.denoising;

import org.jspecify.annotations.NullMarked;
