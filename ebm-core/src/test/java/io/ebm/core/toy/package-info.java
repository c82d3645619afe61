/** The smallest components of each kind, for tests of the host alone. */
@NullMarked
package io.ebm.core.toy;

import org.jspecify.annotations.NullMarked;
