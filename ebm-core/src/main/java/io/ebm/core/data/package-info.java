/**
 * Data sets: points in the plane drawn from densities that are known exactly, and files of numbers.
 */
@NullMarked
package io.ebm.core.data;

import org.jspecify.annotations.NullMarked;
