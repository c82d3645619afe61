package io.ebm.core.text;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Setting;
import io.ebm.api.text.Tokenizer;
import io.ebm.core.Texts;
import io.ebm.core.data.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code sentences}: texts with a label each, one in a line. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class SentencesFactory implements DatasetFactory<SentencesFactory.Config> {

  /** How labelled texts stand in lines. */
  public enum Form {
    /** A label, a tab, a text. */
    TAB,
    /** A label, a blank, a text. */
    SPACE,
    /** A JSON object with a text and a label. */
    JSONL
  }

  /** The config. */
  public record Config(
      @Setting(doc = "File of the labelled texts, one in a line; plain or .gz") String file,
      @Setting(doc = HeldOut.FILE) @Nullable String heldOutFile,
      @Setting(doc = HeldOut.FRACTION) @Nullable Double heldOutFraction,
      @Setting(doc = HeldOut.EVERY) @Nullable Integer heldOutEvery,
      @Setting(
              doc =
                  "What a line is: tab: a label, a tab, the text; space: a label, a blank, the text;"
                      + " jsonl: a JSON object. Without it jsonl for files called so, else tab if the"
                      + " first line has one, else space")
          @Nullable Form form,
      @Setting(value = "\"text\"", doc = "Where the text of a JSON object is") String textField,
      @Setting(value = "\"label\"", doc = "Where the label of a JSON object is") String labelField,
      @Setting(value = "\"words\"", doc = "What the tokens are") Tokenizer tokenizer,
      @Setting(doc = TextData.MOST) @Nullable Integer most,
      @Setting(value = "\"cut\"", doc = Longer.DOC) Longer longer,
      @Setting(value = "false", doc = TextData.BEGIN) boolean begin,
      @Setting(value = "false", doc = TextData.END) boolean end,
      @Setting(value = "\"utf-8\"", doc = TextCharset.DOC) TextCharset charset) {

    /** Checks the settings. */
    public Config {
      new HeldOut(heldOutFile, heldOutFraction, heldOutEvery);
      if (most != null) {
        Checks.atLeast("most", most, 1);
      }
      Checks.that(
          !labelField.equals(textField), "labelField", "must differ from textField, " + textField);
    }
  }

  @Override
  public String name() {
    return "sentences";
  }

  @Override
  public String description() {
    return "Texts with a label each, one in a line: plain, or as JSON.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Optional<KeptTexts> kept = KeptTexts.of(context);
    List<String> known = kept.map(KeptTexts::classes).orElse(null);
    FileLines train = read(config, config.file(), config.form(), known, context);
    List<Line> other = List.of();
    if (config.heldOutFile() != null) {
      Collection<String> classes = known == null ? labels(train.lines()) : known;
      other = read(config, config.heldOutFile(), train.form().style(), classes, context).lines();
    }
    HeldOut.Parts parts =
        new HeldOut(config.heldOutFile(), config.heldOutFraction(), config.heldOutEvery())
            .split(train.lines(), other, context.random().split("held-out"));
    TextData texts =
        TextData.of(
            new TextData.Form(
                config.tokenizer(),
                config.most(),
                config.longer(),
                config.begin(),
                config.end(),
                false),
            parts,
            kept,
            List.of());
    Labels labels =
        Labels.of(
            parts.train().stream().map(Line::labelled).toList(),
            parts.heldOut().stream().map(Line::labelled).toList(),
            known);
    return new SentenceData(texts, labels, train.form());
  }

  /** The lines of a file and how they stand there. */
  private record FileLines(List<Line> lines, SentenceForm form) {}

  private static Set<String> labels(List<Line> lines) {
    Set<String> labels = new LinkedHashSet<>();
    lines.forEach(line -> labels.add(line.labelled()));
    return labels;
  }

  /**
   * Reads a file.
   *
   * @param given how lines stand there; null if the file tells
   * @param known all labels that there may be, or null for any
   */
  private static FileLines read(
      Config config,
      String file,
      @Nullable Form given,
      @Nullable Collection<String> known,
      ComponentContext context) {
    List<Line> all = new ArrayList<>();
    SentenceForm[] form = new SentenceForm[1];
    config
        .charset()
        .use(
            context,
            file,
            lines -> {
              String first = Line.next(lines);
              if (first == null) {
                throw lines.badText("is empty: there is no text to learn from");
              }
              Form style = given == null ? SentenceForm.styleOf(file, first) : given;
              form[0] = new SentenceForm(style, config.textField(), config.labelField());
              for (String line = first; line != null; line = Line.next(lines)) {
                Line read = form[0].labelled(line, lines);
                if (known != null && !known.contains(read.labelled())) {
                  throw read.bad(
                      "the label '"
                          + Texts.brief(read.labelled())
                          + "' is that of no training text; they have "
                          + Texts.brief(String.join(", ", known))
                          + Texts.didYouMean(read.labelled(), known));
                }
                all.add(read);
              }
            });
    return new FileLines(all, form[0]);
  }
}
