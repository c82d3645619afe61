package io.ebm.core.text;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Setting;
import io.ebm.api.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code text}: the lines of a text file, or windows of all of it. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class TextFactory implements DatasetFactory<TextFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "Text file, plain or .gz") String file,
      @Setting(doc = HeldOut.FILE) @Nullable String heldOutFile,
      @Setting(doc = HeldOut.FRACTION + "; of windows, the end of the file")
          @Nullable Double heldOutFraction,
      @Setting(doc = HeldOut.EVERY) @Nullable Integer heldOutEvery,
      @Setting(value = "\"characters\"", doc = "What the tokens are") Tokenizer tokenizer,
      @Setting(
              doc =
                  "Examples are windows of so many tokens of the whole file, line ends included;"
                      + " without it each line is an example, and blank ones are passed over")
          @Nullable Integer window,
      @Setting(
              doc =
                  "How many tokens after the one before a training window begins; without it as many"
                      + " as a window has, so that they do not overlap, as those held out never do")
          @Nullable Integer stride,
      @Setting(doc = TextData.MOST) @Nullable Integer most,
      @Setting(value = "\"cut\"", doc = Longer.DOC) Longer longer,
      @Setting(value = "false", doc = TextData.BEGIN) boolean begin,
      @Setting(value = "false", doc = TextData.END) boolean end,
      @Setting(value = "false", doc = TextData.PAD) boolean pad,
      @Setting(value = "\"utf-8\"", doc = TextCharset.DOC) TextCharset charset) {

    /** Checks the settings. */
    public Config {
      new HeldOut(heldOutFile, heldOutFraction, heldOutEvery);
      if (most != null) {
        Checks.atLeast("most", most, 1);
      }
      if (window == null) {
        Checks.that(stride == null, "stride", "is of windows; give 'window' beside it");
      } else {
        Checks.atLeast("window", window, 1);
        String lines = "is of lines, and cannot stand beside 'window'";
        Checks.that(heldOutEvery == null, "heldOutEvery", lines);
        Checks.that(most == null, "most", lines);
        Checks.that(!begin, "begin", lines);
        Checks.that(!end, "end", lines);
        Checks.that(!pad, "pad", lines);
      }
      if (stride != null) {
        Checks.atLeast("stride", stride, 1);
      }
    }

    HeldOut heldOut() {
      return new HeldOut(heldOutFile, heldOutFraction, heldOutEvery);
    }
  }

  @Override
  public String name() {
    return "text";
  }

  @Override
  public String description() {
    return "Lines of a text file, or windows of all of it.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    return config.window() == null
        ? lines(config, context)
        : windows(config, config.window(), context);
  }

  private static Dataset lines(Config config, ComponentContext context) {
    List<Line> other = new ArrayList<>();
    int[] blank = new int[1];
    List<Line> all = read(config, config.file(), context, blank);
    if (config.heldOutFile() != null) {
      other = read(config, config.heldOutFile(), context, blank);
    }
    List<String> remarks =
        blank[0] == 0
            ? List.of()
            : List.of(String.format("%,d blank lines are passed over", blank[0]));
    return TextData.of(
        new TextData.Form(
            config.tokenizer(),
            config.most(),
            config.longer(),
            config.begin(),
            config.end(),
            config.pad()),
        config.heldOut().split(all, other, context.random().split("held-out")),
        KeptTexts.of(context),
        remarks);
  }

  /** The lines that are not blank; counts those that are. */
  private static List<Line> read(
      Config config, String file, ComponentContext context, int[] blank) {
    List<Line> all = new ArrayList<>();
    config
        .charset()
        .use(
            context,
            file,
            lines -> {
              for (String line = Line.next(lines); line != null; line = Line.next(lines)) {
                if (line.isBlank()) {
                  blank[0]++;
                } else {
                  all.add(new Line(line, null, lines.name(), lines.number()));
                }
              }
              if (all.isEmpty()) {
                throw lines.badText("is empty: there is no text to learn from");
              }
            });
    return all;
  }

  private static Dataset windows(Config config, int window, ComponentContext context) {
    String all = whole(config, config.file(), context);
    String heldOut = "";
    Double fraction = config.heldOutFraction();
    if (config.heldOutFile() != null) {
      heldOut = whole(config, config.heldOutFile(), context);
    } else if (fraction != null) {
      int points = all.codePointCount(0, all.length());
      int cut = all.offsetByCodePoints(0, (int) Math.floor((1 - fraction) * points));
      heldOut = all.substring(cut);
      all = all.substring(0, cut);
    }
    Integer stride = config.stride();
    return WindowData.of(
        config.file(),
        config.tokenizer(),
        all,
        heldOut,
        window,
        stride == null ? window : stride,
        KeptTexts.of(context));
  }

  /** The whole text; each line ends by a line feed. */
  private static String whole(Config config, String file, ComponentContext context) {
    StringBuilder text = new StringBuilder();
    config
        .charset()
        .use(
            context,
            file,
            lines -> {
              for (String line = lines.next(); line != null; line = lines.next()) {
                text.append(line).append('\n');
              }
              if (text.isEmpty()) {
                throw lines.badText("is empty: there is no text to learn from");
              }
            });
    return text.toString();
  }
}
