package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.StateSpace;

/** What an {@link AssociativeMemory} keeps its patterns in. */
interface Store {

  StateSpace space();

  int size();

  void add(Batch patterns);

  void remove(int index);

  Batch patterns(int from, int to);

  /** The energy of what is stored. */
  Retrieving memory();
}
