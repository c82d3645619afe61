/** Tests of the package. */
@NullMarked
package io.ebm.samplers.cluster;

import org.jspecify.annotations.NullMarked;
