package io.ebm.models.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Decodable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Model;
import io.ebm.api.PredictionFiles.Predictions;
import io.ebm.api.StateSpace;
import io.ebm.api.TextLines;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, good and bad. */
class SentenceDataTest {

  private static final String COLUMNS =
      "He PRP B-NP\nreckons VBZ B-VP\nthe DT B-NP\ndeficit NN I-NP\n\nIt PRP B-NP\nfell VBD B-VP\n";
  private static final List<String> TEMPLATES = List.of("U0:%x[0,0]", "U1:%x[-1,1]/%x[0,1]", "B");

  @TempDir private Path folder;

  private TestContext context = TestContext.of(1);

  @BeforeEach
  void inFolder() {
    context = TestContext.builder().folder(folder).build();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private <C extends Record> SentenceData open(DatasetFactory<C> factory, Map<String, ?> settings) {
    Dataset data = factory.create(Defaults.create(factory.configType(), settings), context);
    return (SentenceData) data;
  }

  private SentenceData conll(String text, List<String> templates) throws IOException {
    write("train.txt", text);
    return open(new ConllFactory(), Map.of("file", "train.txt", "templates", templates));
  }

  @Test
  void columnFilesAreSentences() throws IOException {
    SentenceData data = conll(COLUMNS, TEMPLATES);
    assertThat(data.space()).isEqualTo(new StateSpace.Categorical(4, 3));
    assertThat(data.train().size()).isEqualTo(2);
    assertThat(data.train().range(0, 2, 4).array()).containsExactly(0, 1, 0, 2, 0, 1, 0, 0);
    assertThat(data.heldOut().size()).isZero();
    Features features = Toy.crf(data, 1, 1).weights().features();
    // B-NP→B-VP, B-VP→B-NP, B-NP→I-NP
    assertThat(features.transitions()).containsExactly(0 * 3 + 1, 0 * 3 + 2, 1 * 3 + 0);
    assertThat(data.vocabulary().attributes()).isEqualTo(6 + 5);
  }

  @Test
  void attributesWithTheMostLabelsComeFirst() throws IOException {
    String text = "a x L0\nb x L1\na y L0\nc x L2\n\nc z L0\nd z L1\nd z L1\n";
    SentenceData data = conll(text, List.of("U0:%x[0,0]", "U1:%x[0,1]", "B"));
    Corpus corpus = data.train().corpus();
    int[] rows = Toy.crf(data, 1, 1).weights().features().rowStart();
    for (int a = 1; a + 1 < rows.length; a++) {
      assertThat(rows[a + 1] - rows[a]).isLessThanOrEqualTo(rows[a] - rows[a - 1]);
    }
    // x with three, c and z with two, then as they came
    assertThat(corpus.attributes()).containsExactly(0, 3, 0, 4, 3, 5, 0, 1, 1, 2, 2, 6, 2, 6);
    assertThat(
            data.vocabulary()
                .read(TextLines.of(text, "again"), data.vocabulary().labels().copy())
                .attributes())
        .isEqualTo(corpus.attributes());
  }

  @Test
  void windowsLinesTabsAndManyBlanksMakeNoDifference() throws IOException {
    SentenceData plain = conll(COLUMNS, TEMPLATES);
    String odd =
        "\ufeff\n\n"
            + COLUMNS
                .replace(" ", " \t ")
                .replace("\n", "\r\n")
                .replace("\r\n\r\n", "\r\n\r\n \r\n");
    SentenceData same = conll(odd.replace("\ufeff\n", "\ufeff\n"), TEMPLATES);
    assertThat(same.train().corpus().attributes()).isEqualTo(plain.train().corpus().attributes());
    assertThat(same.train().corpus().labels()).isEqualTo(plain.train().corpus().labels());
  }

  @Test
  void packedFilesAndTemplateFiles() throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("t.gz")))) {
      out.write(COLUMNS.getBytes(StandardCharsets.UTF_8));
    }
    write("template", "# words\nU0:%x[0,0]\n\nU1:%x[-1,1]/%x[0,1]\nB\n");
    SentenceData data = open(new ConllFactory(), Map.of("file", "t.gz", "template", "template"));
    SentenceData plain = conll(COLUMNS, TEMPLATES);
    assertThat(data.train().corpus().attributes()).isEqualTo(plain.train().corpus().attributes());
  }

  @Test
  void omittedBoundariesHaveAttributesOfTheirOwn() throws IOException {
    write("train.txt", "a X\nb Y\n");
    SentenceData data =
        open(
            new ConllFactory(),
            Map.of(
                "file",
                "train.txt",
                "templates",
                List.of("U:%x[-1,0]"),
                "boundary",
                Boundary.OMIT));
    assertThat(data.vocabulary().attributes()).isEqualTo(3); // U:a, __BOS__, __EOS__
    assertThat(data.train().corpus().attributeStart()).containsExactly(0, 1, 3);
  }

  @Test
  void rareAttributesAreCutOff() throws IOException {
    write("train.txt", COLUMNS);
    SentenceData data =
        open(
            new ConllFactory(),
            Map.of("file", "train.txt", "templates", List.of("U1:%x[0,1]", "B"), "cutOff", 2));
    assertThat(data.vocabulary().attributes()).isEqualTo(1); // PRP alone occurs twice
    assertThat(data.train().corpus().attributes()).containsExactly(0, 0);
  }

  @Test
  void raggedColumnsAreNamedByLine() {
    assertThatThrownBy(() -> conll("a X L\nb Y\n", TEMPLATES))
        .hasMessageContaining("train.txt:2: has 2 columns, but must have 3");
  }

  @Test
  void templatesMustReferToColumnsThatAreThere() {
    assertThatThrownBy(() -> conll(COLUMNS, List.of("U0:%x[0,3]")))
        .hasMessageContaining("train.txt:1: template 'U0:%x[0,3]' refers to column 3");
    assertThatThrownBy(() -> conll(COLUMNS, List.of("U0:%x[0,2]")))
        .hasMessageContaining("which is the label");
  }

  @Test
  void emptyFilesAndFilesThatAreNoText() throws IOException {
    assertThatThrownBy(() -> conll("\n \n\n", TEMPLATES)).hasMessageContaining("holds no sentence");
    Files.write(folder.resolve("bad.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 10});
    assertThatThrownBy(
            () -> open(new ConllFactory(), Map.of("file", "bad.txt", "templates", TEMPLATES)))
        .hasMessageContaining("is not text in UTF-8");
    assertThatThrownBy(
            () -> open(new ConllFactory(), Map.of("file", "none.txt", "templates", TEMPLATES)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLineOfMegabytesIsRead() throws IOException {
    String word = "x".repeat(3_000_000);
    SentenceData data = conll(word + " X L\nb Y M\n", List.of("U0:%x[0,0]", "U1:%x[-1,0]", "B"));
    assertThat(data.train().size()).isEqualTo(1);
  }

  @Test
  void onlyBlanksAndTabsSeparateColumnsAndSentences() throws IOException {
    String text = "\u3000 X L\n\u2028 Y\u00a0 M\n\u2003\u2003\tX\tL\n \t\nb X M\n";
    SentenceData data = conll(text, List.of("U0:%x[0,0]", "U1:%x[0,1]", "B"));
    assertThat(data.train().size()).isEqualTo(2);
    assertThat(data.train().corpus().tokens()).isEqualTo(4);
    assertThat(data.vocabulary().attributes()).isEqualTo(4 + 2);
    assertThatThrownBy(() -> conll("a X L\n\u3000\n", TEMPLATES))
        .hasMessageContaining("train.txt:2: has 1 column, but must have 3");
    assertThatThrownBy(() -> conll("a X L\n b X L\n", TEMPLATES))
        .hasMessageContaining("train.txt:2:1: begins with a blank");
  }

  @Test
  void predictionsKeepEveryLine() throws IOException {
    SentenceData data = conll(COLUMNS, TEMPLATES);
    assertThat(copied(data, "\n\nHe PRP\n\n \nran\tVBD\n\n\n"))
        .isEqualTo("\n\nHe PRP B-NP\n\n \nran\tVBD\tB-NP\n\n\n");
    assertThat(copied(data, "He PRP\n\nran VBD")).isEqualTo("He PRP B-NP\n\nran VBD B-NP\n");
    assertThat(copied(data, " \n\n")).isEqualTo(" \n\n");
    write("train.conllu", CONLLU);
    SentenceData trees = open(new ConlluFactory(), Map.of("file", "train.conllu"));
    String text = "\n# a\n\n" + CONLLU + "# after\n\n# the end\n";
    assertThat(copied(trees, text)).isEqualTo(text.replaceAll("PART|VERB(?=\tVB\t_\t0)", "AUX"));
    write("train.txt", "X\ta\nY\tb\n");
    SentenceData attributes = open(new AttributeFilesFactory(), Map.of("file", "train.txt"));
    assertThat(copied(attributes, "\n@weight:2\n\ta\n\t\nY\tb\n\n\n@weight:3\n"))
        .isEqualTo("\n@weight:2\nX\n\t\nX\n\n\n@weight:3\n");
  }

  /** The text with the first label at every token. */
  private static String copied(SentenceData data, String text) throws IOException {
    var source = data.read(TextLines.of(text, "in"));
    StringBuilder out = new StringBuilder();
    for (Sentences block = source.next(1); block != null; block = source.next(1)) {
      Batch zeros = Batch.allocate(block.size(), block.longest());
      source.write(new Predictions(zeros, 1, null, null), out);
    }
    source.end(out);
    return out.toString();
  }

  @Test
  void sentencesHaveTheirWeights() throws IOException {
    write("train.txt", "X\ta\n\n@weight:3\nY\tb\nX\ta\n\nY\ta\n");
    SentenceData data = open(new AttributeFilesFactory(), Map.of("file", "train.txt", "cutOff", 2));
    assertThat(data.train().weights(new int[] {9, 1, 2, 0, 1}, 1, 4).orElseThrow())
        .containsExactly(3, 1, 1, 3);
    assertThat(conll(COLUMNS, TEMPLATES).train().weights(new int[1], 0, 1)).isEmpty();
  }

  @Test
  void unknownLabelsAndAttributesInHeldOutSentences() throws IOException {
    write("train.txt", COLUMNS);
    write("test.txt", "He PRP B-NP\nsings VBZ B-XX\n");
    SentenceData data =
        open(
            new ConllFactory(),
            Map.of("file", "train.txt", "heldOutFile", "test.txt", "templates", TEMPLATES));
    assertThat(data.heldOut().range(0, 1, 4).array()).containsExactly(0, 3, 0, 0);
    Map<String, Double> scores = data.scores(Batch.of(new float[] {0, 1, 0, 0}, 4));
    assertThat(scores)
        .containsEntry("tokenAccuracy", 0.5)
        .containsEntry("tokensOfUnknownLabel", 1.0);
    assertThat(scores.get("precision")).isCloseTo(0.5, within(1e-12));
    assertThat(scores.get("recall")).isCloseTo(0.5, within(1e-12));
  }

  private static final String CONLLU =
      """
      # sent_id = 1
      # text = don't go
      1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
      1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\tSpaceAfter=No
      2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
      2.1\tx\tx\tVERB\tVB\t_\t_\t_\t_\t_
      3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_

      """;

  @Test
  void conlluHasWordsOnlyAndIsWrittenWithItsLabels() throws IOException {
    write("train.conllu", CONLLU);
    SentenceData data = open(new ConlluFactory(), Map.of("file", "train.conllu"));
    assertThat(data.space()).isEqualTo(new StateSpace.Categorical(3, 3));
    assertThat(
            open(
                    new ConlluFactory(),
                    Map.of("file", "train.conllu", "label", ConlluFactory.Label.XPOS))
                .vocabulary()
                .labels()
                .name(0))
        .isEqualTo("VBP");
    String bare = CONLLU.replaceAll("AUX|PART|VERB(?=\tVB\t_\t0)", "_");
    var source = data.read(TextLines.of(bare, "bare"));
    Sentences block = source.next(10);
    assertThat(block).isNotNull();
    StringBuilder out = new StringBuilder();
    double[] marginals = {0.25, 0, 0, 0, 0.5, 0, 0, 0, 0.75};
    source.write(new Predictions(Batch.of(new float[] {0, 1, 2}, 3), 1, null, marginals), out);
    assertThat(out.toString())
        .isEqualTo(
            CONLLU
                .replace("SpaceAfter=No", "SpaceAfter=No|p=0.250000")
                .replace("advmod\t_\t_", "advmod\t_\tp=0.500000")
                .replace("root\t_\t_", "root\t_\tp=0.750000"));
    assertThat(source.next(10)).isNull();
    write("short.conllu", "1\ta\tb\n");
    assertThatThrownBy(() -> open(new ConlluFactory(), Map.of("file", "short.conllu")))
        .hasMessageContaining("short.conllu:1: has 3 columns");
  }

  @Test
  void attributeFilesHaveWeightsAndEscapes() throws IOException {
    write("train.txt", "X\ta:2.5\tb\\:c\td\\\\e:0.5\nY\ta\n\nY\tb\\:c:-1\n");
    SentenceData data = open(new AttributeFilesFactory(), Map.of("file", "train.txt"));
    Symbols labels = data.vocabulary().labels();
    assertThat(labels.size()).isEqualTo(2);
    Corpus corpus = data.train().corpus();
    assertThat(corpus.attributes()).containsExactly(0, 1, 2, 0, 1);
    assertThat(corpus.values()).containsExactly(2.5f, 1f, 0.5f, 1f, -1f);
    write("bad.txt", "X\ta\n\nX\ta\nY\ta:b\nX\ta\n");
    assertThatThrownBy(() -> open(new AttributeFilesFactory(), Map.of("file", "bad.txt")))
        .hasMessageContaining("bad.txt:4:3: in 'a:b', 'b' is no finite number");
  }

  @Test
  void predictionsAreAColumnMore() throws IOException {
    SentenceData data = conll(COLUMNS, TEMPLATES);
    var source = data.read(TextLines.of("He PRP\nran VBD B-VP\n\nIt PRP\n", "in"));
    Sentences block = source.next(1);
    assertThat(block).isNotNull();
    StringBuilder out = new StringBuilder();
    source.write(
        new Predictions(
            Batch.of(new float[] {0, 1, 2, 0}, 2),
            2,
            new double[] {-0.5, Double.NEGATIVE_INFINITY},
            null),
        out);
    assertThat(out.toString()).isEqualTo("# 0 -0.500000\nHe PRP B-NP\nran VBD B-VP B-VP\n\n");
    assertThat(source.next(1)).isNotNull();
    assertThat(source.next(1)).isNull();
  }

  @Test
  void archivesNeedNoTrainingData() throws IOException {
    SentenceData data = conll(COLUMNS, TEMPLATES);
    Crf crf = Toy.crf(data, 1, 3);
    Path run = Files.createDirectories(folder.resolve("archive"));
    data.archive(run);
    crf.archive(run);
    Files.delete(folder.resolve("train.txt"));
    SentenceData opened =
        SentenceData.open(
            run,
            vocabulary ->
                new SentenceData.Loader() {
                  @Override
                  public Corpus train() {
                    throw new AssertionError("the files are not needed");
                  }

                  @Override
                  public Corpus heldOut(Symbols names) {
                    throw new AssertionError("the files are not needed");
                  }

                  @Override
                  public List<RawSentence> text(int most) {
                    throw new AssertionError("the files are not needed");
                  }
                },
            Scoring.AUTO);
    assertThat(opened.space()).isEqualTo(data.space());
    Crf same = new Crf(Crf.read(run), opened.space().dim());
    System.arraycopy(
        crf.parameters().values(), 0, same.parameters().values(), 0, crf.parameters().size());
    String text = "the DT\ndeficit NN\nfell VBD\nwidely RB\nagain RB\n";
    assertThat(decoded(opened, same, text)).isEqualTo(decoded(data, crf, text));
  }

  private static float[] decoded(SentenceData data, Crf crf, String text) throws IOException {
    Sentences block = data.read(TextLines.of(text, "text")).next(9);
    assertThat(block).isNotNull();
    EnergyFunction energy = crf.given(block);
    assertThat(energy.space().dim()).isEqualTo(5); // longer than any sentence of the data
    Batch states = Batch.allocate(1, 5);
    energy.as(Decodable.class).orElseThrow().decode(states, new double[1]);
    return states.array();
  }

  @Test
  void aFieldNeedsSentences() {
    Model crf;
    try {
      crf = new CrfFactory().create(Defaults.create(CrfFactory.Config.class, Map.of()), context);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("conll");
      return;
    }
    throw new AssertionError(crf + " has no data");
  }

  @Test
  void allPairsMayHaveWeights() throws IOException {
    SentenceData data = conll(COLUMNS, TEMPLATES);
    TestContext with = TestContext.builder().folder(folder).data(data).build();
    Model all =
        new CrfFactory()
            .create(
                Defaults.create(
                    CrfFactory.Config.class,
                    Map.of("states", CrfFactory.Choice.ALL, "transitions", CrfFactory.Choice.ALL)),
                with);
    assertThat(all).isInstanceOf(Conditional.class);
    assertThat(((Crf) all).parameters().size()).isEqualTo(3 * data.vocabulary().attributes() + 9);
  }
}
