/** Tests of the kernels, of both implementations, against double precision. */
@NullMarked
package io.ebm.math;

import org.jspecify.annotations.NullMarked;
