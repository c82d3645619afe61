package io.ebm.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ebm.api.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  @TempDir Path folder;

  @Test
  void everythingIsEscaped() {
    String evil = "<script>alert(\"x\")</script>&'";
    String html =
        new HtmlReport(evil, evil)
            .section(evil)
            .paragraph(evil)
            .table(List.of(evil), List.of(List.of(evil)))
            .image(evil, new byte[] {1, 2, 3})
            .preformatted(evil)
            .html();
    assertThat(html).doesNotContain("<script").doesNotContain("\"x\"").doesNotContain("&'");
    assertThat(html).contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;");
  }

  @Test
  void whatCannotBeSeenIsShown() {
    String evil = "\u001b[31m\u009b2J\u202eevil";
    String html =
        new HtmlReport(evil, evil)
            .paragraph(evil)
            .table(List.of(evil), List.of(List.of(evil)))
            .preformatted("first\nsecond" + evil)
            .html();
    assertThat(html)
        .contains("\\u001B[31m\\u009B2J\\u202Eevil", "first\nsecond")
        .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}&&[^\\n]]");
  }

  @Test
  void standsAlone() throws IOException {
    HtmlReport report =
        new HtmlReport("two-moons", "seed 42")
            .section("Results")
            .table(
                List.of("what", "value"),
                List.of(List.of("log Z", "-1.25"), List.of("error", "3.1e-5")))
            .section("Plots")
            .image("a dot", new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    Path file = folder.resolve("report.html");
    report.write(file);
    assertThat(file).hasContent(report.html());
    String html = report.html();
    assertThat(html).startsWith("<!DOCTYPE html>").contains("prefers-color-scheme:dark");
    assertThat(html).doesNotContain("http://").doesNotContain("https://").doesNotContain("url(");
    assertThat(html).contains("<a href=\"#s2\">Plots</a>").contains("<h2 id=\"s2\">Plots</h2>");
    assertThat(html).contains("<th>what</th><th class=\"n\">value</th>");
    assertThat(html).contains("<td>log Z</td><td class=\"n\">-1.25</td>");
    assertThat(html).contains("src=\"data:image/png;base64,iVBORw==\"");
  }

  @Test
  void imagesAreAsWideAsTheirPixels() {
    byte[] small = ImageGrid.png(Batch.allocate(1, 4), 2, 2, 1, 0, 1);
    byte[] dense = Curves.png("", "", List.of());
    String html = new HtmlReport("t", "").image("", small).image("", dense).html();
    assertThat(html).contains("\" width=\"40\">").contains("\" width=\"760\">");
  }

  @Test
  void tablesHaveOneWidth() {
    HtmlReport report = new HtmlReport("t", "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report.table(List.of("a", "b"), List.of(List.of("1"))))
        .withMessage("a row of 1 cells in a table of 2 columns");
    assertThat(report.table(List.of(), List.of(List.of("a", "1"))).html())
        .contains("<tr><td>a</td><td class=\"n\">1</td></tr>");
  }
}
