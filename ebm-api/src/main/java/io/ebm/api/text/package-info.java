/** Texts as data: how they become labels, and labels texts again. */
@NullMarked
package io.ebm.api.text;

import org.jspecify.annotations.NullMarked;
