package io.ebm.api.report;

import java.util.List;
import java.util.function.Supplier;

/** What a section draws on, from the top to the bottom. Used by the thread that draws. */
public interface Page {

  /** Adds a paragraph. */
  void paragraph(String text);

  /**
   * Adds a table. A column of numbers alone is set to the right.
   *
   * @param header names of the columns; empty for a table without a header
   * @param rows cells, the same number in every row
   * @throws IllegalArgumentException if the rows differ in length
   */
  void table(List<String> header, List<List<String>> rows);

  /** Adds text whose line breaks and spaces stay. */
  void preformatted(String text);

  /**
   * Adds a picture, which is also kept as a file of its own among the run's plots. One that cannot
   * be made, since {@code picture} throws or memory does not suffice, costs a sentence.
   *
   * @param name of the file without its ending: {@code [A-Za-z0-9-]+}; a name that another picture
   *     of the report has gets a number
   * @param caption says what it shows; stands below it
   * @param picture makes it, at once
   */
  void picture(String name, String caption, Supplier<? extends Picture> picture);
}
