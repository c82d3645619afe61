/**
 * The layers that come with ebm: records that are their own settings, each with the factory that
 * makes it known to experiments, and the operations that they are made of.
 */
@NullMarked
package io.ebm.nn.layers;

import org.jspecify.annotations.NullMarked;
