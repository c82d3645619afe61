/** A model together with the examples that it learns or is judged by. */
@NullMarked
package io.ebm.core.task;

import org.jspecify.annotations.NullMarked;
