package io.ebm.api.text;

import io.ebm.api.ValueFactory;

/**
 * Extension point for tokenizers; see {@link io.ebm.api.Factory} for the form of a provider. A
 * tokenizer depends on its config alone; what it learns from texts is a {@link Vocabulary}.
 *
 * @param <C> the config record
 */
public interface TokenizerFactory<C extends Record> extends ValueFactory<C, Tokenizer> {}
