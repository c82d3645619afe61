package io.ebm.api;

/**
 * Capability of a {@link Tabular} environment whose states are cells of a grid and whose actions
 * are directions, so that values and policies can be drawn as a map.
 */
public interface GridShaped extends Tabular {

  /** How many rows of cells there are. */
  int height();

  /** How many columns of cells there are. */
  int width();

  /** The row of a state's cell, from the top. */
  int row(int state);

  /** The column of a state's cell, from the left. */
  int column(int state);

  /** How far to the right an action means to go: -1, 0 or 1. */
  int across(int action);

  /** How far down an action means to go: -1, 0 or 1. */
  int down(int action);

  /** Whether an episode goes on in a state, so that an action in it has a meaning. */
  boolean acts(int state);
}
