/** Tests of the minimisers. */
@NullMarked
package io.ebm.samplers.minimum;

import org.jspecify.annotations.NullMarked;
