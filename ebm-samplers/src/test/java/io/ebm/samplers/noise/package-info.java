@NullMarked
package io.ebm.samplers.noise;

import org.jspecify.annotations.NullMarked;
