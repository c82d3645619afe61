/** Tests of scores. */
@org.jspecify.annotations.NullMarked
package io.ebm.core.scores;
