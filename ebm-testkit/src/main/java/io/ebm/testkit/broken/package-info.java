/**
 * Samplers broken on purpose, one mistake each: the kit must fail on every one. They also show what
 * the mistakes look like, and serve to try out checks of one's own.
 */
@NullMarked
package io.ebm.testkit.broken;

import org.jspecify.annotations.NullMarked;
