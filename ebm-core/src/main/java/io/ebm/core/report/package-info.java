/** Pictures and the report of a run: PNG files and one HTML file that opens offline. */
@NullMarked
package io.ebm.core.report;

import org.jspecify.annotations.NullMarked;
