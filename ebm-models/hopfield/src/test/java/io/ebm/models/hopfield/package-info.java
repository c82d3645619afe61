/** Tests of the Hopfield networks. */
@NullMarked
package io.ebm.models.hopfield;

import org.jspecify.annotations.NullMarked;
