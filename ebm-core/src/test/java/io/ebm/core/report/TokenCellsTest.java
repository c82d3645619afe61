package io.ebm.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.report.Picture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class TokenCellsTest {

  private static BufferedImage drawn(List<List<Picture.Token>> lines) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(Pictures.image(new Picture.Cells(lines))));
  }

  /** How much of the image is redder than blue. */
  private static int orange(BufferedImage image) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color colour = new Color(image.getRGB(x, y));
        count += colour.getRed() - colour.getBlue() > 100 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void dearTokensAreDark() throws IOException {
    List<List<Picture.Token>> cheap =
        List.of(List.of(new Picture.Token("a", 0.1), new Picture.Token("b", 5)));
    List<List<Picture.Token>> dear =
        List.of(List.of(new Picture.Token("a", 5), new Picture.Token("b", 5)));
    assertThat(orange(drawn(dear))).isGreaterThan(3 * orange(drawn(cheap)) / 2);
  }

  @Test
  void longLinesGoOnBelow() throws IOException {
    List<Picture.Token> line = Collections.nCopies(200, new Picture.Token("w", 1));
    BufferedImage one = drawn(List.of(line.subList(0, 5)));
    BufferedImage many = drawn(List.of(line));
    assertThat(many.getWidth()).isEqualTo(one.getWidth());
    assertThat(many.getHeight()).isGreaterThan(3 * one.getHeight() / 2);
  }

  @Test
  void whatIsNoNumberIsPale() throws IOException {
    List<Picture.Token> line =
        List.of(new Picture.Token("x", Double.NaN), new Picture.Token("", 0));
    assertThat(orange(drawn(List.of(line)))).isZero();
  }
}
