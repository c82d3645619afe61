package io.ebm.models.crf;

import io.ebm.api.TextLines;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What turns the text of a sentence into numbers: the form of the text, the templates, and the
 * numbers of labels and attributes. Safe for reading from all threads.
 */
final class Vocabulary {

  private static final int VERSION = 1;
  private static final int MOST_LABELS = 1 << 16;

  private final Layout layout;
  private final int labelColumn;
  private final boolean markers;
  private final boolean bigrams;
  private final List<Template> templates;
  private final Symbols labels;
  private Symbols attributes;
  private Symbols edges;
  private int columns;

  /** An empty vocabulary of a form; {@code markers} as in {@link Template#expand}. */
  Vocabulary(Layout layout, int labelColumn, List<Template> templates, boolean markers) {
    this(
        layout,
        labelColumn,
        templates,
        markers,
        layout == Layout.CONLLU ? Layout.CONLLU_COLUMNS : 0,
        new Symbols(),
        new Symbols(),
        new Symbols());
  }

  private Vocabulary(
      Layout layout,
      int labelColumn,
      List<Template> templates,
      boolean markers,
      int columns,
      Symbols labels,
      Symbols attributes,
      Symbols edges) {
    this.layout = layout;
    this.labelColumn = labelColumn;
    this.templates = List.copyOf(templates);
    this.markers = markers;
    this.bigrams =
        layout == Layout.ATTRIBUTES || templates.stream().anyMatch(Template::isTransition);
    this.columns = columns;
    this.labels = labels;
    this.attributes = attributes;
    this.edges = edges;
  }

  Symbols labels() {
    return labels;
  }

  int attributes() {
    return attributes.size();
  }

  int edges() {
    return edges.size();
  }

  /** Whether labels in a row have weights of their own. */
  boolean bigrams() {
    return bigrams;
  }

  Layout layout() {
    return layout;
  }

  /** What a reader knows a token by, whose columns or attributes these are. */
  String word(String[] columns) {
    return layout.word(columns, shape(true).labelAt());
  }

  /** The shape of a text in this form; labels may be missing in one that is not for training. */
  Layout.Shape shape(boolean labelOptional) {
    return new Layout.Shape(layout, labelColumn, templates, columns, labelOptional);
  }

  /** Reads a whole text to learn from; new labels and attributes get numbers. */
  Corpus learn(TextLines lines) throws IOException {
    Layout.Shape shape = shape(false);
    Corpus.Builder corpus = new Corpus.Builder();
    Writer writer = new Writer(true, labels);
    RawSentence sentence = new RawSentence(false);
    while (layout.read(lines, shape, sentence)) {
      writer.write(sentence, corpus);
      sentence = new RawSentence(false);
    }
    if (corpus.sentences() == 0) {
      throw lines.badText("holds no sentence");
    }
    if (labels.size() > MOST_LABELS) {
      throw lines.badText("has " + labels.size() + " labels, but " + MOST_LABELS + " are the most");
    }
    columns = shape.columns();
    Corpus learned = corpus.build();
    arrange(learned);
    return learned;
  }

  /**
   * Numbers the attributes of a corpus anew, in place: those that go with the most labels come
   * first, and those that go with one alone last. So the weights that are used most lie together.
   */
  private void arrange(Corpus corpus) {
    long[] seen = new long[attributes.size()]; // a bit for each label, up to 64 told apart
    for (int t = 0; t < corpus.tokens(); t++) {
      for (int i = corpus.attributeStart()[t]; i < corpus.attributeStart()[t + 1]; i++) {
        seen[corpus.attributes()[i]] |= 1L << corpus.labels()[t];
      }
    }
    int[] next = new int[Long.SIZE + 2]; // by how many labels an attribute goes with, from the end
    for (long labelsOfOne : seen) {
      next[Long.SIZE - Long.bitCount(labelsOfOne) + 1]++;
    }
    for (int i = 1; i < next.length; i++) {
      next[i] += next[i - 1];
    }
    int[] numbers = new int[seen.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = next[Long.SIZE - Long.bitCount(seen[i])]++;
    }
    for (int i = 0; i < corpus.attributes().length; i++) {
      corpus.attributes()[i] = numbers[corpus.attributes()[i]];
    }
    attributes = select(attributes, numbers);
    corpus.sortAttributes();
  }

  /**
   * Reads a whole text; attributes without a number are left out.
   *
   * @param names the labels' names, to which new ones are added
   */
  Corpus read(TextLines lines, Symbols names) throws IOException {
    Layout.Shape shape = shape(true);
    Corpus.Builder corpus = new Corpus.Builder();
    Writer writer = new Writer(false, names);
    RawSentence sentence = new RawSentence(false);
    while (layout.read(lines, shape, sentence)) {
      writer.write(sentence, corpus);
      sentence = new RawSentence(false);
    }
    if (corpus.sentences() == 0) {
      throw lines.badText("holds no sentence");
    }
    return corpus.build();
  }

  /** Something that turns sentences into numbers, those of attributes known; for one thread. */
  Writer writer() {
    return new Writer(false, labels.copy());
  }

  /** The same for sentences without labels, which is cheap to make. */
  Writer reader() {
    return new Writer(false, labels);
  }

  /** The greatest column that a template refers to; -1 if there is none. */
  int lastColumn() {
    return templates.stream().mapToInt(Template::lastColumn).max().orElse(-1);
  }

  /** Forgets attributes that occur less than {@code least} times. */
  Corpus cutOff(Corpus corpus, int least) {
    int[] keptStates = kept(attributes, corpus.attributes(), least);
    int[] keptEdges = kept(edges, corpus.edges(), least);
    attributes = select(attributes, keptStates);
    edges = select(edges, keptEdges);
    Corpus.Builder selected = new Corpus.Builder();
    int[] edgeStart = corpus.edgeStart();
    float[] values = corpus.values();
    for (int sentence = 0; sentence < corpus.sentences(); sentence++) {
      for (int t = corpus.tokenStart()[sentence]; t < corpus.tokenStart()[sentence + 1]; t++) {
        for (int i = corpus.attributeStart()[t]; i < corpus.attributeStart()[t + 1]; i++) {
          int number = keptStates[corpus.attributes()[i]];
          if (number >= 0) {
            selected.attribute(number, values == null ? 1 : values[i]);
          }
        }
        for (int i = 0; edgeStart != null && i < edgeStart[t + 1] - edgeStart[t]; i++) {
          int number = keptEdges[corpus.edges()[edgeStart[t] + i]];
          if (number >= 0) {
            selected.edge(number);
          }
        }
        selected.endToken(corpus.labels()[t]);
      }
      selected.endSentence(corpus.weight(sentence));
    }
    return selected.build();
  }

  private static int[] kept(Symbols symbols, int[] occurrences, int least) {
    int[] numbers = new int[symbols.size()];
    for (int symbol : occurrences) {
      numbers[symbol]++;
    }
    int next = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = numbers[i] >= least ? next++ : -1;
    }
    return numbers;
  }

  /** Those with a number from 0 on, in the order of the numbers. */
  private static Symbols select(Symbols symbols, int[] numbers) {
    int[] order = new int[numbers.length];
    int count = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] >= 0) {
        order[numbers[i]] = i;
        count++;
      }
    }
    Symbols selected = new Symbols();
    for (int i = 0; i < count; i++) {
      selected.add(symbols.name(order[i]));
    }
    return selected;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(VERSION);
    out.writeUTF(layout.name());
    out.writeInt(labelColumn);
    out.writeInt(columns);
    out.writeBoolean(markers);
    out.writeInt(templates.size());
    for (Template template : templates) {
      out.writeUTF(template.toString());
    }
    labels.write(out);
    attributes.write(out);
    edges.write(out);
  }

  static Vocabulary read(DataInputStream in) throws IOException {
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException("the vocabulary has version " + version + ", not " + VERSION);
    }
    Layout layout = Layout.valueOf(in.readUTF());
    int labelColumn = in.readInt();
    int columns = in.readInt();
    boolean markers = in.readBoolean();
    List<String> templates = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      templates.add(in.readUTF());
    }
    return new Vocabulary(
        layout,
        labelColumn,
        Template.parse(templates),
        markers,
        columns,
        Symbols.read(in),
        Symbols.read(in),
        Symbols.read(in));
  }

  /** Appends sentences to a corpus; has working memory of its own. */
  final class Writer {

    private static final String BEGIN = "__BOS__";
    private static final String END = "__EOS__";

    private final boolean grow;
    private final Symbols names;
    private final Utf8 text = new Utf8();

    private Writer(boolean grow, Symbols names) {
      this.grow = grow;
      this.names = names;
    }

    void write(RawSentence sentence, Corpus.Builder into) {
      for (int t = 0; t < sentence.size(); t++) {
        if (layout == Layout.ATTRIBUTES) {
          String[] names = sentence.tokens.get(t);
          float[] values = sentence.values.get(t);
          for (int i = 0; i < names.length; i++) {
            attribute(names[i], values == null ? 1 : values[i], into);
          }
        } else {
          expand(sentence.tokens, t, into);
        }
        String label = sentence.labels.get(t);
        into.endToken(label == null ? -1 : names.add(label));
      }
      into.endSentence(sentence.weight);
    }

    private void expand(List<String[]> tokens, int t, Corpus.Builder into) {
      for (Template template : templates) {
        if (template.isTransition() || (template.isEdge() && t == 0)) {
          continue;
        }
        if (template.expand(tokens, t, markers, text)) {
          put(template.isEdge() ? edges : attributes, template.isEdge(), 1, into);
        }
      }
      if (!markers) {
        if (t == 0) {
          plain(BEGIN, into);
        }
        if (t == tokens.size() - 1) {
          plain(END, into);
        }
      }
    }

    /** Appends an attribute that is given by its name, of weight 1. */
    void plain(String attribute, Corpus.Builder into) {
      attribute(attribute, 1, into);
    }

    private void attribute(String name, float value, Corpus.Builder into) {
      text.clear();
      text.append(name);
      put(attributes, false, value, into);
    }

    private void put(Symbols symbols, boolean edge, float value, Corpus.Builder into) {
      int symbol =
          grow ? symbols.add(text.bytes, text.length) : symbols.find(text.bytes, text.length);
      if (symbol >= 0 && edge) {
        into.edge(symbol);
      } else if (symbol >= 0) {
        into.attribute(symbol, value);
      }
    }
  }
}
