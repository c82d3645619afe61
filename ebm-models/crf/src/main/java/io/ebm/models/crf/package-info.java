/**
 * Linear-chain conditional random fields (Lafferty, McCallum and Pereira 2001) and the data they
 * learn from: column files with templates, CoNLL-U, attribute files.
 *
 * <p>{@link io.ebm.models.crf.CrfFactory crf} makes a {@code Conditional<Sentences>}; {@link
 * io.ebm.models.crf.CrfTagger} uses a trained run in a program.
 */
@NullMarked
package io.ebm.models.crf;

import org.jspecify.annotations.NullMarked;
