/** Benchmarks, and the part of the comparison with other systems that is ours. */
@NullMarked
package io.ebm.bench;

import org.jspecify.annotations.NullMarked;
