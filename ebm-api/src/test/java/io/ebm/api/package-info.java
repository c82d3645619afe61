/** Tests of the data types of the interface. */
@NullMarked
package io.ebm.api;

import org.jspecify.annotations.NullMarked;
