/**
 * Slice samplers: {@link io.ebm.samplers.slice.SliceFactory slice} and {@link
 * io.ebm.samplers.slice.EllipticalSliceFactory elliptical-slice}.
 */
@NullMarked
package io.ebm.samplers.slice;

import org.jspecify.annotations.NullMarked;
