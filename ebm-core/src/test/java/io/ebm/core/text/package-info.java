@NullMarked
package io.ebm.core.text;

import org.jspecify.annotations.NullMarked;
