package io.ebm.core.report;

import io.ebm.core.Texts;
import io.ebm.core.io.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * A report as one HTML file that needs nothing else: no scripts, no fonts, no addresses; images lie
 * in it. Everything given as text is escaped. Parts appear in the order of the calls. Not
 * thread-safe.
 */
public final class HtmlReport {

  /** Where a PNG image tells its width. */
  private static final int PNG_WIDTH = 16;

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1f2933;--faint:#5f6b7a;--line:#dfe3e8;--page:#fff;\
      --soft:#f5f7f9;--accent:#2b6cb0}
      @media(prefers-color-scheme:dark){:root{--ink:#e4e8ec;--faint:#9aa7b4;--line:#34404c;\
      --page:#161b21;--soft:#1f262e;--accent:#7fb2e5}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--page);color:var(--ink);\
      font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
      main{max-width:74rem;margin:0 auto;padding:2rem 1.25rem 4rem}
      h1{font-size:1.9rem;line-height:1.2;margin:0 0 .25rem}
      h2{font-size:1.25rem;margin:2.5rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--line)}
      p{max-width:46rem;margin:.5rem 0}
      .lead{color:var(--faint);margin-bottom:1.5rem}
      nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0}
      a{color:var(--accent);text-decoration:none}
      a:hover{text-decoration:underline}
      .wide{overflow-x:auto;margin:.75rem 0}
      table{border-collapse:collapse;font-variant-numeric:tabular-nums}
      th,td{padding:.35rem 1.25rem .35rem 0;text-align:left;border-bottom:1px solid var(--line);\
      vertical-align:top}
      th{color:var(--faint);font-weight:600;font-size:.9rem}
      td.n,th.n{text-align:right}
      figure{margin:1rem 0}
      figure img{max-width:100%;height:auto;display:block;background:#fff;border-radius:6px;\
      border:1px solid var(--line)}
      figcaption{color:var(--faint);font-size:.9rem;margin-top:.35rem;max-width:46rem}
      pre{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.9rem 1rem;\
      overflow-x:auto;font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
      @media print{h2{break-after:avoid}figure,table,pre{break-inside:avoid}}
      """;

  private final String title;
  private final String subtitle;
  private final StringBuilder contents = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private int sections;

  /**
   * Begins a report.
   *
   * @param title the heading
   * @param subtitle a line below it; may be empty
   */
  public HtmlReport(String title, String subtitle) {
    this.title = title;
    this.subtitle = subtitle;
  }

  /** Begins a section; it appears in the list at the top. */
  public HtmlReport section(String heading) {
    sections++;
    String text = escape(heading);
    contents.append("<a href=\"#s").append(sections).append("\">").append(text).append("</a>\n");
    body.append("<h2 id=\"s").append(sections).append("\">").append(text).append("</h2>\n");
    return this;
  }

  /** Adds a paragraph. */
  public HtmlReport paragraph(String text) {
    body.append("<p>").append(escape(text)).append("</p>\n");
    return this;
  }

  /**
   * Adds a table. A column of numbers alone is set to the right.
   *
   * @param header names of the columns; empty for a table without a header
   * @param rows cells, the same number in every row
   * @throws IllegalArgumentException if the rows differ in length
   */
  public HtmlReport table(List<String> header, List<List<String>> rows) {
    int columns = header.isEmpty() && !rows.isEmpty() ? rows.get(0).size() : header.size();
    boolean[] numeric = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      int column = c;
      numeric[c] = !rows.isEmpty() && rows.stream().allMatch(row -> isNumber(row, column));
    }
    body.append("<div class=\"wide\"><table>\n");
    if (!header.isEmpty()) {
      row(header, "th", numeric);
    }
    for (List<String> cells : rows) {
      if (cells.size() != columns) {
        throw new IllegalArgumentException(
            "a row of " + cells.size() + " cells in a table of " + columns + " columns");
      }
      row(cells, "td", numeric);
    }
    body.append("</table></div>\n");
    return this;
  }

  private static boolean isNumber(List<String> row, int column) {
    return column < row.size()
        && row.get(column).matches("[-+−]?(\\d[\\d,.]*([eE][-+]?\\d+)?|∞)( ?%)?|NaN|–");
  }

  private void row(List<String> cells, String tag, boolean[] numeric) {
    body.append("<tr>");
    for (int c = 0; c < cells.size(); c++) {
      body.append('<').append(tag).append(numeric[c] ? " class=\"n\">" : ">");
      body.append(escape(cells.get(c))).append("</").append(tag).append('>');
    }
    body.append("</tr>\n");
  }

  /**
   * Adds an image.
   *
   * @param caption says what it shows; stands below it
   * @param png a PNG image
   */
  public HtmlReport image(String caption, byte[] png) {
    return image(caption, png, "png", width(png));
  }

  /**
   * Adds an animation.
   *
   * @param caption says what it shows; stands below it
   * @param gif a GIF image
   */
  public HtmlReport animation(String caption, byte[] gif) {
    return image(caption, gif, "gif", "");
  }

  private HtmlReport image(String caption, byte[] png, String format, String width) {
    String text = escape(caption);
    body.append("<figure><img alt=\"").append(text).append("\" src=\"data:image/").append(format);
    body.append(";base64,");
    body.append(Base64.getEncoder().encodeToString(png)).append('"').append(width).append('>');
    if (!caption.isEmpty()) {
      body.append("<figcaption>").append(text).append("</figcaption>");
    }
    body.append("</figure>\n");
    return this;
  }

  /** How wide an image is shown at most: those of more than a thousand pixels are dense. */
  private static String width(byte[] png) {
    if (png.length < PNG_WIDTH + Integer.BYTES) {
      return "";
    }
    int pixels = ByteBuffer.wrap(png).getInt(PNG_WIDTH);
    return " width=\"" + (pixels > 1000 ? pixels / 2 : pixels) + "\"";
  }

  /** Adds text whose line breaks and spaces stay, as JSON. */
  public HtmlReport preformatted(String text) {
    body.append("<pre>").append(escape(text)).append("</pre>\n");
    return this;
  }

  /** The whole file. */
  public String html() {
    String lead = subtitle.isEmpty() ? "" : "<p class=\"lead\">" + escape(subtitle) + "</p>\n";
    String list = sections < 2 ? "" : "<nav>\n" + contents + "</nav>\n";
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
        + " img-src data:; style-src 'unsafe-inline'\">\n<title>"
        + escape(title)
        + "</title>\n<style>\n"
        + STYLE
        + "</style>\n</head>\n<body>\n<main>\n<h1>"
        + escape(title)
        + "</h1>\n"
        + lead
        + list
        + body
        + "</main>\n</body>\n</html>\n";
  }

  /** Writes the file, whole or not at all. */
  public void write(Path file) throws IOException {
    AtomicFiles.write(file, path -> Files.writeString(path, html()));
  }

  /** Makes text harmless in an element and in a quoted attribute, and all of it visible. */
  static String escape(String given) {
    String text = Texts.visible(given);
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
