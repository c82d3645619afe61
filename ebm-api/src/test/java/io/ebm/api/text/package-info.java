@NullMarked
package io.ebm.api.text;

import org.jspecify.annotations.NullMarked;
