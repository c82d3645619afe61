@NullMarked
package io.ebm.bench;

import org.jspecify.annotations.NullMarked;
