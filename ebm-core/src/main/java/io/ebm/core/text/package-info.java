/** Tokenizers, and data sets of texts. */
@NullMarked
package io.ebm.core.text;

import org.jspecify.annotations.NullMarked;
