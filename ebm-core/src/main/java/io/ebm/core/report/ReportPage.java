package io.ebm.core.report;

import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.core.Failures;
import io.ebm.core.Texts;
import io.ebm.core.io.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Draws sections into an HTML report, and keeps their pictures as files. Not thread-safe. */
public final class ReportPage implements Page {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");

  private final HtmlReport report;
  private final Function<String, Path> plots;
  private final Set<String> names = new HashSet<>();
  private String heading = "";
  private @Nullable UncheckedIOException unwritten;

  /**
   * A page.
   *
   * @param plots where a picture's file goes, by its name
   */
  public ReportPage(HtmlReport report, Function<String, Path> plots) {
    this.report = report;
    this.plots = plots;
  }

  /** Begins a section; one in which nothing is drawn leaves no heading. */
  public void section(String newHeading) {
    heading = newHeading;
  }

  /** Whether this failure is that a picture's file could not be written. */
  public boolean unwritten(Throwable failure) {
    return failure == unwritten;
  }

  private HtmlReport body() {
    if (!heading.isEmpty()) {
      report.section(heading);
      heading = "";
    }
    return report;
  }

  /** The name, or where it is taken the same with a number. */
  private String own(String name) {
    String own = name;
    for (int i = 2; !names.add(own); i++) {
      own = name + "-" + i;
    }
    return own;
  }

  @Override
  public void paragraph(String text) {
    body().paragraph(text);
  }

  @Override
  public void table(List<String> header, List<List<String>> rows) {
    body().table(header, rows);
  }

  @Override
  public void preformatted(String text) {
    body().preformatted(text);
  }

  @Override
  public void picture(String name, String caption, Supplier<? extends Picture> picture) {
    String file;
    byte[] image;
    try {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("its name '" + name + "' does not match " + NAME);
      }
      Picture made = picture.get();
      file = own(name) + "." + Pictures.ending(made);
      image = Pictures.image(made);
    } catch (RuntimeException | OutOfMemoryError e) {
      paragraph(
          caption
              + ": this picture cannot be drawn ("
              + Failures.sentence(e).orElse(Texts.reason(e))
              + ").");
      return;
    }
    if (file.endsWith(".gif")) {
      body().animation(caption, image);
    } else {
      body().image(caption, image);
    }
    try {
      AtomicFiles.write(plots.apply(file), path -> Files.write(path, image));
    } catch (IOException e) {
      unwritten = new UncheckedIOException(e);
      throw unwritten;
    }
  }
}
