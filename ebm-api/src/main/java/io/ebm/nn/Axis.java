package io.ebm.nn;

import org.jspecify.annotations.Nullable;

/**
 * Which positions the columns of a packed value are: those of all states of a tile, one state after
 * the other, and none that does not exist. Values of one axis have the same columns. {@link
 * Wiring#axis} makes one.
 *
 * @param id tells the axes of a network apart; below 0 for one that no network has yet
 * @param most how many positions a state has at most
 * @param isFixed whether every state has so many
 * @param links of the nodes of graphs, what joins them; else null
 * @param labels of what enters as labels, how many there are; 0 if that is not known
 */
public record Axis(int id, int most, boolean isFixed, @Nullable Axis links, int labels) {

  @Override
  public String toString() {
    return isFixed ? Integer.toString(most) : "≤" + most;
  }
}
