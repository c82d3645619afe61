/** Features in which samples are compared with examples; see {@link io.ebm.api.Features}. */
@NullMarked
package io.ebm.core.features;

import org.jspecify.annotations.NullMarked;
