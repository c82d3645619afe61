@NullMarked
package io.ebm.samplers.slice;

import org.jspecify.annotations.NullMarked;
