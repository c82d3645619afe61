package io.ebm.models.crf;

import io.ebm.api.TextLines;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How sentences stand in a text: one of three forms. Immutable. */
enum Layout {
  /** A token a line, columns separated by blanks or tabs, the label among them. */
  COLUMNS {
    @Override
    void line(String line, TextLines lines, Shape shape, RawSentence into) {
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        throw lines.bad(1, "begins with a blank; CRF++ would pass over such a line; remove it");
      }
      String[] columns = TextLines.words(line);
      if (shape.columns == 0) {
        shape.firstLine(columns.length, lines);
      }
      boolean bare = shape.labelOptional && columns.length == shape.columns - 1;
      if (columns.length != shape.columns && !bare) {
        throw lines.bad(
            "has "
                + columns.length
                + (columns.length == 1 ? " column" : " columns")
                + ", but must have "
                + shape.columns
                + (shape.labelOptional ? ", or one less without the label" : " as those before"));
      }
      int label = shape.labelAt();
      if (bare) {
        String[] all = new String[shape.columns];
        System.arraycopy(columns, 0, all, 0, label);
        all[label] = "";
        System.arraycopy(columns, label, all, label + 1, columns.length - label);
        into.token(line, all, null);
      } else {
        into.token(line, columns, columns[label]);
      }
    }

    @Override
    String predicted(String line, Shape shape, String label) {
      return line + (line.indexOf('\t') >= 0 ? '\t' : ' ') + label;
    }

    @Override
    String word(String[] columns, int label) {
      return columns[label == 0 ? 1 : 0];
    }

    @Override
    String withProbability(String line, String probability) {
      return line + (line.indexOf('\t') >= 0 ? '\t' : ' ') + probability;
    }
  },

  /** CoNLL-U: ten columns separated by tabs; words only, no ranges and empty nodes. */
  CONLLU {
    @Override
    void line(String line, TextLines lines, Shape shape, RawSentence into) {
      if (line.charAt(0) == '#') {
        into.other(line);
        return;
      }
      String[] columns = line.split("\t", -1);
      if (columns.length != CONLLU_COLUMNS) {
        throw lines.bad(
            "has "
                + columns.length
                + " columns separated by tabs, but CoNLL-U has "
                + CONLLU_COLUMNS);
      }
      if (columns[0].indexOf('-') >= 0 || columns[0].indexOf('.') >= 0) {
        into.other(line);
        return;
      }
      String label = columns[shape.labelAt()];
      into.token(line, columns, shape.labelOptional && label.equals("_") ? null : label);
    }

    @Override
    String predicted(String line, Shape shape, String label) {
      String[] columns = line.split("\t", -1);
      columns[shape.labelAt()] = label;
      return String.join("\t", columns);
    }

    @Override
    String word(String[] columns, int label) {
      return columns[FORM];
    }

    @Override
    String withProbability(String line, String probability) {
      int misc = line.lastIndexOf('\t') + 1;
      boolean empty = line.substring(misc).equals("_");
      return (empty ? line.substring(0, misc) : line + "|") + "p=" + probability;
    }
  },

  /** CRFsuite's: a token a line, separated by tabs its label and then its attributes. */
  ATTRIBUTES {
    @Override
    boolean separates(String line) {
      return AttributeLine.isSeparator(line);
    }

    @Override
    void line(String line, TextLines lines, Shape shape, RawSentence into) {
      AttributeLine.read(line, lines, shape.labelOptional, into);
    }

    @Override
    String predicted(String line, Shape shape, String label) {
      return label;
    }

    @Override
    String withProbability(String line, String probability) {
      return line + '\t' + probability;
    }
  };

  static final int CONLLU_COLUMNS = 10;

  private static final int FORM = 1;

  /**
   * Reads the next sentence. What comes before it, and the line that ends it, are among its {@link
   * RawSentence#lines}; at the end of the text there may be such lines alone.
   *
   * @return whether there was one
   */
  boolean read(TextLines lines, Shape shape, RawSentence into) throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (!separates(line)) {
        line(line, lines, shape, into);
        continue;
      }
      into.other(line);
      if (into.size() > 0) {
        return true;
      }
      into.weight = 1; // which was declared of no sentence
    }
    return into.size() > 0;
  }

  /** Whether a line ends a sentence: of blanks and tabs alone. */
  boolean separates(String line) {
    return TextLines.isBlank(line);
  }

  /** Reads a line that does not. */
  abstract void line(String line, TextLines lines, Shape shape, RawSentence into);

  /** A token's line with its predicted label. */
  abstract String predicted(String line, Shape shape, String label);

  /**
   * What a reader knows a token by.
   *
   * @param columns its columns or attributes
   * @param label the label's column
   */
  String word(String[] columns, int label) {
    return String.join(" ", columns);
  }

  /** Such a line with the label's probability. */
  abstract String withProbability(String line, String probability);

  /** What the first file tells of all. */
  static final class Shape {
    private final Layout layout;
    private final int labelColumn;
    private final List<Template> templates;
    private int columns;
    private final boolean labelOptional;

    /**
     * Creates a shape.
     *
     * @param labelColumn from 0, or from the end: -1 is the last
     * @param columns how many there are; 0 if the first line is to tell
     */
    Shape(
        Layout layout,
        int labelColumn,
        List<Template> templates,
        int columns,
        boolean labelOptional) {
      this.layout = layout;
      this.labelColumn = labelColumn;
      this.templates = templates;
      this.columns = columns;
      this.labelOptional = labelOptional;
      if (columns > 0 && layout != ATTRIBUTES) {
        check(null);
      }
    }

    int columns() {
      return columns;
    }

    int labelAt() {
      return labelColumn < 0 ? columns + labelColumn : labelColumn;
    }

    private void firstLine(int count, TextLines lines) {
      columns = count;
      check(lines);
    }

    private void check(@Nullable TextLines lines) {
      int label = labelAt();
      if (label < 0 || label >= columns || columns < 2) {
        throw problem(
            lines, "has " + columns + " columns, so there is no label in column " + labelColumn);
      }
      for (Template template : templates) {
        if (template.lastColumn() >= columns) {
          throw problem(
              lines,
              "template '"
                  + template
                  + "' refers to column "
                  + template.lastColumn()
                  + ", but the last of the "
                  + columns
                  + " columns is "
                  + (columns - 1));
        }
        if (template.refersTo(label)) {
          throw problem(
              lines,
              "template '" + template + "' refers to column " + label + ", which is the label");
        }
      }
    }

    private static IllegalArgumentException problem(@Nullable TextLines lines, String text) {
      return lines == null ? new IllegalArgumentException(text) : lines.bad(text);
    }

    @Override
    public String toString() {
      return layout + " with " + columns + " columns";
    }
  }
}
