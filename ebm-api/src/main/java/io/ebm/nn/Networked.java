package io.ebm.nn;

import java.util.Map;

/**
 * A model that is made of networks, for those who want to see what they come to. Asked for by
 * {@link io.ebm.api.Model#as}.
 */
public interface Networked {

  /** The networks by what their tensors' names begin with, which is empty for an only one. */
  Map<String, Network> networks();
}
