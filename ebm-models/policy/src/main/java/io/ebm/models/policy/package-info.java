/** Energy-based policies {@code p(a | s)} and what learns them. */
@NullMarked
package io.ebm.models.policy;

import org.jspecify.annotations.NullMarked;
