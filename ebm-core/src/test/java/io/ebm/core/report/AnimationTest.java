package io.ebm.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Drawable;
import io.ebm.api.Sketch;
import io.ebm.api.report.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;

class AnimationTest {

  /** A disc that moves to the right. */
  private record Mover(double place) implements Drawable {
    @Override
    public double[] view() {
      return new double[] {0, 0, 2, 1};
    }

    @Override
    public void draw(int row, Sketch on) {
      on.box(0, 0, 2, 0.1, Sketch.INK);
      on.disc(place, 0.75, 0.1, Sketch.DANGER);
    }
  }

  @Test
  void framesShowWhatMovesWithYUpwards() throws IOException {
    Animation animation = new Animation();
    for (double place : new double[] {0.5, 1, 1.5}) {
      animation.add(Frame.of(new Mover(place), 0));
    }
    byte[] gif = animation.gif(5);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(3);
      for (int frame = 0; frame < 3; frame++) {
        BufferedImage image = reader.read(frame);
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(image.getHeight()).isEqualTo(160);
        for (int k = 0; k < 3; k++) {
          boolean here = (image.getRGB(80 * (k + 1), 40) & 0xffffff) == Sketch.DANGER;
          assertThat(here).as("frame %d, place %d", frame, k).isEqualTo(frame == k);
        }
        assertThat(image.getRGB(10, 158) & 0xffffff).isEqualTo(Sketch.INK);
      }
    }
  }
}
