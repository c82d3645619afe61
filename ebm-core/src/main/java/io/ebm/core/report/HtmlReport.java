package io.ebm.core.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** One HTML file with everything in it, built from top to bottom. */
public final class HtmlReport {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1d2430; --page: #fff; --soft: #f3f5f8;
        --line: #dfe4ea; --link: #31688e; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e3e8ef; --page: #14181f;
        --soft: #1d232d; --line: #323b49; --link: #7fb8da; } }
      body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 62rem; color: var(--ink);
        background: var(--page); font: 16px/1.55 system-ui, sans-serif; }
      h1 { font-size: 1.7rem; margin: 0 0 .2rem; }
      h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; border-bottom: 1px solid var(--line);
        padding-bottom: .3rem; }
      img { max-width: 100%; height: auto; border-radius: 6px; background: #fff; }
      figure { margin: 0 0 1.2rem; } figcaption { font-size: .9rem; opacity: .8; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { text-align: left; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line);
        vertical-align: top; }
      th { font-weight: 600; }
      pre { background: var(--soft); padding: .8rem 1rem; border-radius: 6px; overflow-x: auto;
        font-size: .85rem; line-height: 1.45; }
      """;

  private final StringBuilder body = new StringBuilder();
  private final String title;

  /** A report with that title. */
  public HtmlReport(String title) {
    this.title = title;
    body.append("<h1>").append(escape(title)).append("</h1>\n");
  }

  /** Begins a section. */
  public HtmlReport section(String heading) {
    body.append("<h2>").append(escape(heading)).append("</h2>\n");
    return this;
  }

  /** A paragraph. */
  public HtmlReport paragraph(String text) {
    body.append("<p>").append(escape(text)).append("</p>\n");
    return this;
  }

  /** A table with a header. */
  public HtmlReport table(List<String> header, List<List<String>> rows) {
    body.append("<div class=\"wide\"><table><thead>");
    row(header, "th");
    body.append("</thead><tbody>\n");
    for (List<String> cells : rows) {
      row(cells, "td");
    }
    body.append("</tbody></table></div>\n");
    return this;
  }

  private void row(List<String> cells, String tag) {
    body.append("<tr>");
    for (String cell : cells) {
      body.append('<').append(tag).append('>').append(escape(cell));
      body.append("</").append(tag).append('>');
    }
    body.append("</tr>\n");
  }

  /** A PNG file, taken into the report. */
  public HtmlReport image(Path png, String caption) {
    String bytes;
    try {
      bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    body.append("<figure><img alt=\"").append(escape(caption));
    body.append("\" src=\"data:image/png;base64,").append(bytes).append("\">");
    body.append("<figcaption>").append(escape(caption)).append("</figcaption></figure>\n");
    return this;
  }

  /** Text as it is, in a fixed-width font. */
  public HtmlReport preformatted(String text) {
    body.append("<pre>").append(escape(text)).append("</pre>\n");
    return this;
  }

  /** The whole page. */
  public String page() {
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + escape(title)
        + "</title>\n<style>\n"
        + STYLE
        + "</style>\n</head>\n<body>\n"
        + body
        + "</body>\n</html>\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
