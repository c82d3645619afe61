package io.ebm.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Drawable;
import io.ebm.api.RandomStream;
import io.ebm.api.Sketch;
import io.ebm.api.report.Frame;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

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

  /** Noise, of which nothing packs worse, that becomes one shade. */
  @Test
  void filmOfNoiseIsReadBackAndStaysSmall() throws IOException {
    for (ImageShape shape : List.of(ImageShape.grey(28, 28), new ImageShape(3, 32, 32))) {
      int across = shape.colour() ? 4 : 5;
      List<Picture.Images> frames = new ArrayList<>();
      RandomStream random = RandomStream.of(3);
      for (int i = 0; i < 32; i++) {
        Batch states = Batch.allocate(across * across, shape.dim());
        if (i < 31) {
          random.fillUniform(states.array(), 0, states.length());
        }
        frames.add(new Picture.Images(states, shape, across, 0, 1));
      }
      byte[] gif = Pictures.image(new Picture.Film(frames, 0.1));
      assertThat(gif.length).isLessThan(1_000_000);
      List<BufferedImage> read = read(gif);
      assertThat(read).hasSize(32);
      BufferedImage last = read.get(31);
      int middle = last.getWidth() / 2 + 4; // beside the gap
      assertThat(last.getRGB(middle, middle) & 0xffffff).isZero();
      assertThat(colours(read.get(0))).hasSizeGreaterThan(5);
      assertThat(colours(last)).containsExactlyInAnyOrder(0, 0xffffff);
    }
  }

  @Test
  void lastFrameStandsLonger() throws IOException {
    Batch state = Batch.allocate(1, 4);
    Picture.Images grid = new Picture.Images(state, 2, 2, 1, 0, 1);
    byte[] gif = Pictures.image(new Picture.Film(List.of(grid, grid, grid), 0.1));
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
      reader.setInput(in);
      List<String> delays = new ArrayList<>();
      for (int frame = 0; frame < 3; frame++) {
        Element root =
            (Element) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
        Element control = (Element) root.getElementsByTagName("GraphicControlExtension").item(0);
        delays.add(control.getAttribute("delayTime"));
      }
      assertThat(delays).containsExactly("10", "10", "100");
    }
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
      colours.add(image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff);
    }
    return colours;
  }

  private static List<BufferedImage> read(byte[] gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
      reader.setInput(in);
      List<BufferedImage> frames = new ArrayList<>();
      for (int frame = 0; frame < reader.getNumImages(true); frame++) {
        frames.add(reader.read(frame));
      }
      return frames;
    }
  }
}
