@NullMarked
package io.ebm.samplers.langevin;

import org.jspecify.annotations.NullMarked;
