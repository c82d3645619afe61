/** Files of numbers: safetensors, NumPy arrays, tables of text, IDX; and writing files whole. */
@NullMarked
package io.ebm.core.io;

import org.jspecify.annotations.NullMarked;
