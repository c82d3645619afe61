/** Tests of conditional random fields. */
@NullMarked
package io.ebm.models.crf;

import org.jspecify.annotations.NullMarked;
