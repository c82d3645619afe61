/** Studies: what learning does, measured where the truth can be computed. */
@NullMarked
package io.ebm.core.study;

import org.jspecify.annotations.NullMarked;
