package io.ebm.api;

import java.util.Set;

/**
 * Extension point for samplers; see {@link Factory} for the form of a provider.
 *
 * @param <C> the config record
 */
public interface SamplerFactory<C extends Record> extends ComponentFactory<C, Sampler> {

  /**
   * What this sampler is a remedy for. The host names it to users whose chains have that trouble,
   * where it fits their energy. Nothing by default.
   */
  default Set<Trouble> remedyFor() {
    return Set.of();
  }
}
