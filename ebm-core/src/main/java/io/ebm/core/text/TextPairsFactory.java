package io.ebm.core.text;

import com.google.auto.service.AutoService;
import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Examples;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import io.ebm.api.text.Textual;
import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.Vocabulary;
import io.ebm.core.text.SentencesFactory.Form;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code text-pairs}: parallel texts, a pair in a line: the first is the context, the second the
 * target, a sequence that the end mark ends. They share a vocabulary.
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class TextPairsFactory implements DatasetFactory<TextPairsFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "File of the pairs, one in a line; plain or .gz") String file,
      @Setting(doc = HeldOut.FILE) @Nullable String heldOutFile,
      @Setting(doc = HeldOut.FRACTION) @Nullable Double heldOutFraction,
      @Setting(doc = HeldOut.EVERY) @Nullable Integer heldOutEvery,
      @Setting(
              doc =
                  "Whether lines are JSON objects, or a text, a tab and a text; without it they are"
                      + " objects in files called .jsonl")
          @Nullable Boolean json,
      @Setting(value = "\"source\"", doc = "Where the first text of a JSON object is")
          String sourceField,
      @Setting(value = "\"target\"", doc = "Where its second text is") String targetField,
      @Setting(value = "\"words\"", doc = "What the tokens are") Tokenizer tokenizer,
      @Setting(doc = TextData.MOST) @Nullable Integer most,
      @Setting(value = "\"cut\"", doc = Longer.DOC) Longer longer,
      @Setting(value = "\"utf-8\"", doc = TextCharset.DOC) TextCharset charset) {

    /** Checks the settings. */
    public Config {
      new HeldOut(heldOutFile, heldOutFraction, heldOutEvery);
      if (most != null) {
        Checks.atLeast("most", most, 1);
      }
      Checks.that(
          !sourceField.equals(targetField),
          "targetField",
          "must differ from sourceField, " + sourceField);
    }
  }

  @Override
  public String name() {
    return "text-pairs";
  }

  @Override
  public String description() {
    return "Parallel texts, a pair in a line: the first is the context, the second the target.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    List<Line> all = read(config, config.file(), context);
    List<Line> other =
        config.heldOutFile() == null ? List.of() : read(config, config.heldOutFile(), context);
    HeldOut.Parts parts =
        new HeldOut(config.heldOutFile(), config.heldOutFraction(), config.heldOutEvery())
            .split(all, other, context.random().split("held-out"));
    Optional<KeptTexts> kept = KeptTexts.of(context);
    Vocabulary vocabulary =
        kept.map(KeptTexts::vocabulary)
            .orElseGet(() -> config.tokenizer().learn(texts(parts.train())).marked(false, true));
    Coding coding = new Coding(config.tokenizer(), vocabulary);
    int most =
        kept.map(KeptTexts::most)
            .orElseGet(
                () ->
                    config.most() != null
                        ? config.most()
                        : coding.longest(
                            Stream.concat(parts.train().stream(), parts.heldOut().stream())));
    return new TextPairs(
        new Encoder(config.tokenizer(), vocabulary, most, config.longer(), false),
        new Encoder(config.tokenizer(), vocabulary, most, config.longer(), true),
        parts);
  }

  private static List<Line> read(Config config, String file, ComponentContext context) {
    boolean json =
        config.json() != null
            ? config.json()
            : SentenceForm.styleOf(file, "\t") == SentencesFactory.Form.JSONL;
    SentenceForm form =
        new SentenceForm(
            json ? Form.JSONL : Form.TAB, config.targetField(), config.sourceField());
    List<Line> all = new ArrayList<>();
    config
        .charset()
        .use(
            context,
            file,
            lines -> {
              for (String line = Line.next(lines); line != null; line = Line.next(lines)) {
                if (!json && line.indexOf('\t') < 0) {
                  throw lines.bad("there is no tab, which stands between the two texts of a pair");
                }
                all.add(form.labelled(line, lines));
              }
              if (all.isEmpty()) {
                throw lines.badText("is empty: there is no pair to learn from");
              }
            });
    return all;
  }

  private static List<String> texts(List<Line> pairs) {
    return pairs.stream().flatMap(pair -> Stream.of(pair.labelled(), pair.text())).toList();
  }

  /** The first text of a pair, where the second stands. */
  private static Line source(Line pair) {
    return new Line(pair.labelled(), null, pair.file(), pair.number());
  }

  private record Coding(Tokenizer tokenizer, Vocabulary vocabulary) {
    int longest(Stream<Line> pairs) {
      return pairs
          .flatMap(pair -> Stream.of(pair, source(pair)))
          .mapToInt(line -> Encoder.labels(tokenizer, vocabulary, line).length)
          .max()
          .orElse(1);
    }
  }

  /** The pairs; the targets are the examples. */
  private static final class TextPairs implements Dataset, Textual, Archived {
    private final Encoder targets;
    private final PairExamples train;
    private final PairExamples heldOut;
    private final List<String> remarks;

    TextPairs(Encoder sources, Encoder targets, HeldOut.Parts parts) {
      this.targets = targets;
      List<String> found = new ArrayList<>();
      train = pairs(sources, targets, parts.train(), found);
      heldOut = pairs(sources, targets, parts.heldOut(), found);
      remarks = List.copyOf(found);
    }

    private static PairExamples pairs(
        Encoder sources, Encoder targets, List<Line> lines, List<String> remarks) {
      TokenExamples.Made first =
          made(sources, lines.stream().map(TextPairsFactory::source).toList());
      TokenExamples.Made second = made(targets, lines);
      if (first.cut() + second.cut() > 0) {
        remarks.add(
            String.format(
                "%,d of %,d texts are cut to their first %d tokens",
                first.cut() + second.cut(), 2 * lines.size(), targets.most()));
      }
      return new PairExamples(first.examples(), second.examples(), sources.space());
    }

    private static TokenExamples.Made made(Encoder encoder, List<Line> lines) {
      List<int[]> labels =
          lines.stream()
              .map(line -> Encoder.labels(encoder.tokenizer(), encoder.vocabulary(), line))
              .toList();
      return TokenExamples.of(encoder, labels, lines);
    }

    @Override
    public StateSpace space() {
      return targets.space();
    }

    @Override
    public Examples train() {
      return train;
    }

    @Override
    public Examples heldOut() {
      return heldOut;
    }

    @Override
    public Vocabulary vocabulary() {
      return targets.vocabulary();
    }

    @Override
    public String text(Batch rows, int row) {
      return targets.text(rows, row);
    }

    @Override
    public List<String> remarks() {
      return remarks;
    }

    @Override
    public void archive(Path folder) throws IOException {
      new KeptTexts(vocabulary(), targets.most(), List.of()).write(folder);
    }
  }

  private record PairExamples(Examples sources, Examples targets, StateSpace space)
      implements ConditionalExamples<Batch> {

    @Override
    public int size() {
      return targets.size();
    }

    @Override
    public void read(int[] indices, int from, Batch into) {
      targets.read(indices, from, into);
    }

    @Override
    public Batch contexts(int[] indices, int from, int count) {
      Batch contexts = Batch.allocate(count, space.dim());
      sources.read(indices, from, contexts);
      return contexts;
    }

    @Override
    public Optional<StateSpace> contextSpace() {
      return Optional.of(space);
    }
  }
}
