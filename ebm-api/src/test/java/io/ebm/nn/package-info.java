@NullMarked
package io.ebm.nn;

import org.jspecify.annotations.NullMarked;
