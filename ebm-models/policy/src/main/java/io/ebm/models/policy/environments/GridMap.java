package io.ebm.models.policy.environments;

import io.ebm.api.TextLines;
import java.util.Arrays;
import java.util.List;

/** A map of text: which cells there are, and what they are. Cells that are no walls are states. */
final class GridMap {

  static final char WALL = '#';
  static final char FLOOR = '.';
  static final char START = 'S';
  static final char GOAL = 'G';
  static final char TRAP = 'X';

  /** Up, right, down, left. */
  static final int[] DOWN = {-1, 0, 1, 0};

  static final int[] ACROSS = {0, 1, 0, -1};

  private final int height;
  private final int width;
  private final char[] letters;
  private final int[] stateOf;
  private final int[] cellOf;
  private final int[] starts;

  private GridMap(int height, int width, char[] letters) {
    this.height = height;
    this.width = width;
    this.letters = letters;
    stateOf = new int[letters.length];
    int[] cells = new int[letters.length];
    int count = 0;
    for (int cell = 0; cell < letters.length; cell++) {
      stateOf[cell] = letters[cell] == WALL ? -1 : count;
      if (letters[cell] != WALL) {
        cells[count++] = cell;
      }
    }
    cellOf = Arrays.copyOf(cells, count);
    int[] marked = statesOf(START);
    starts = marked.length > 0 ? marked : statesOf(FLOOR);
  }

  /**
   * Reads a map.
   *
   * @param source what the lines are of, for messages
   * @throws IllegalArgumentException naming line and column of what is wrong
   */
  static GridMap of(String source, List<String> lines) {
    if (lines.isEmpty() || lines.get(0).isEmpty()) {
      throw new IllegalArgumentException(source + " is empty");
    }
    int width = lines.get(0).length();
    char[] letters = new char[lines.size() * width];
    for (int line = 0; line < lines.size(); line++) {
      String text = lines.get(line);
      for (int column = 0; column < text.length(); column++) {
        if ("#.SGX".indexOf(text.charAt(column)) < 0) {
          throw new IllegalArgumentException(
              at(source, line, column)
                  + "'"
                  + TextLines.visible(text.substring(column, text.offsetByCodePoints(column, 1)))
                  + "' is no letter of a map; they are # (wall), . (floor), S (start), G (goal) and"
                  + " X (trap)"
                  + meant(text.charAt(column)));
        }
      }
      if (text.length() != width) {
        throw new IllegalArgumentException(
            at(source, line, Math.min(width, text.length()))
                + "the line has "
                + text.length()
                + " letters, the first has "
                + width);
      }
      text.getChars(0, width, letters, line * width);
    }
    GridMap map = new GridMap(lines.size(), width, letters);
    if (map.starts.length == 0) {
      throw new IllegalArgumentException(
          source + " has nowhere to start: neither S (start) nor . (floor)");
    }
    return map;
  }

  private static String at(String source, int line, int column) {
    return source + ", line " + (line + 1) + ", column " + (column + 1) + ": ";
  }

  private static String meant(char letter) {
    char upper = Character.toUpperCase(letter);
    if (upper != letter && "SGX".indexOf(upper) >= 0) {
      return "; did you mean '" + upper + "'?";
    }
    return letter == ' ' ? "; did you mean '.'?" : "";
  }

  private int[] statesOf(char letter) {
    int[] found = new int[cellOf.length];
    int count = 0;
    for (int state = 0; state < cellOf.length; state++) {
      if (letters[cellOf[state]] == letter) {
        found[count++] = state;
      }
    }
    return Arrays.copyOf(found, count);
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  int states() {
    return cellOf.length;
  }

  /** The letter of a state. */
  char letter(int state) {
    return letters[cellOf[state]];
  }

  /** The row of a state's cell. */
  int row(int state) {
    return cellOf[state] / width;
  }

  /** The column of a state's cell. */
  int column(int state) {
    return cellOf[state] % width;
  }

  /** Where episodes may begin: what is marked so, or else any floor. */
  int[] starts() {
    return starts;
  }

  boolean ends(int state) {
    return letter(state) == GOAL || letter(state) == TRAP;
  }

  /** Where a move leads: up, right, down, left are 0 to 3. Walls and edges hold it back. */
  int neighbour(int state, int direction) {
    int row = row(state) + DOWN[direction];
    int column = column(state) + ACROSS[direction];
    if (row < 0 || row >= height || column < 0 || column >= width) {
      return state;
    }
    int next = stateOf[row * width + column];
    return next < 0 ? state : next;
  }
}
