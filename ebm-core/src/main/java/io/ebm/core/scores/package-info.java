/**
 * Scores of what the interface knows without a plugin: classes and energies of all pairs. Nothing
 * but a service file names these classes.
 */
@NullMarked
package io.ebm.core.scores;

import org.jspecify.annotations.NullMarked;
