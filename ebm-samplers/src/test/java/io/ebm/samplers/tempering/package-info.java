/** Tests of the package. */
@NullMarked
package io.ebm.samplers.tempering;

import org.jspecify.annotations.NullMarked;
