package io.ebm.core.report;

import io.ebm.api.report.Picture;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** Lines of tokens on colours; see {@link Picture.Cells}. */
final class TokenCells {

  private static final int WIDTH = 760;
  private static final int MARGIN = 16;
  private static final int HEIGHT = 24;
  private static final int GAP = 8;
  private static final int PADDING = 4;
  private static final int NARROWEST = 16;

  private final List<List<Picture.Token>> lines;
  private final double most;

  private TokenCells(List<List<Picture.Token>> lines) {
    this.lines = lines;
    this.most =
        lines.stream()
            .flatMap(List::stream)
            .mapToDouble(Picture.Token::value)
            .filter(Style::drawn)
            .max()
            .orElse(1);
  }

  static byte[] png(Picture.Cells cells) {
    TokenCells drawing = new TokenCells(cells.lines());
    Graphics2D measure = Style.graphics(Style.canvas(1, 1));
    int height = drawing.draw(measure, false);
    measure.dispose();
    BufferedImage canvas = Style.canvas(WIDTH, height);
    Graphics2D graphics = Style.graphics(canvas);
    drawing.draw(graphics, true);
    graphics.dispose();
    return Style.png(canvas);
  }

  /** Draws, or only finds out how high it gets. */
  private int draw(Graphics2D graphics, boolean really) {
    graphics.setFont(Style.LABEL);
    int y = MARGIN;
    for (List<Picture.Token> line : lines) {
      int x = MARGIN;
      for (Picture.Token token : line) {
        int text = graphics.getFontMetrics().stringWidth(token.text());
        int width = Math.max(NARROWEST, text + 2 * PADDING);
        if (x + width > WIDTH - MARGIN && x > MARGIN) {
          x = MARGIN;
          y += HEIGHT;
        }
        if (really) {
          double share = Style.drawn(token.value()) && most > 0 ? token.value() / most : 0;
          graphics.setColor(
              Style.translucent(Style.series(1), Math.max(0, Math.min(1, share)) * 0.9));
          graphics.fillRect(x, y, width - 1, HEIGHT - 2);
          graphics.setColor(Style.INK);
          graphics.drawString(token.text(), x + (width - text) / 2, y + HEIGHT - 8);
        }
        x += width;
      }
      y += HEIGHT + GAP;
    }
    if (really) {
      graphics.setFont(Style.TICKS);
      graphics.setColor(Style.FAINT);
      graphics.drawString(
          String.format(Locale.ROOT, "darkest: %.3g", most), MARGIN, y + HEIGHT - 10);
    }
    return y + HEIGHT + MARGIN / 2;
  }
}
