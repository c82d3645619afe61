/** Samplers that move blocks of a state in turn, the rest of it being given. */
@NullMarked
package io.ebm.samplers.block;

import org.jspecify.annotations.NullMarked;
