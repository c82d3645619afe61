package io.ebm.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that Pillow 12 wrote, and files that are none. */
class ImageFileTest {

  private static final int[] COLOURS = {
    250, 1, 99, 0, 255, 17, 10, 2, 0, 0, 255, 34, 3, 3, 255, 0, 255, 51
  };
  private static final int[] GREYS = {0, 1, 127, 128, 254, 255};

  private static final String RGB =
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAHElEQVR42mP4xcXMyMSczPCfgYGB4f///4JKxgAzeAXT"
          + "hfMpnQAAAABJRU5ErkJggg==";
  private static final String PALETTE =
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACBAMAAABvWnspAAAAElBMVEX///8RIjP6CgMBAgNjAP8AAACcTS79AAAADklE"
          + "QVR42mNUlmXSvQAAAl8BQVj4SKkAAAAASUVORK5CYII=";
  private static final String GREY =
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAAEElEQVR42mNkYKxjaPj3HwAHBwL+voGFmgAAAABJRU5E"
          + "rkJggg==";
  private static final String WIDE =
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACEAAAAADoj+WFAAAAFklEQVR42mNgYGBgZGRgaGD4/+//fwANFAR+DZw+JAAA"
          + "AABJRU5ErkJggg==";
  private static final String BITS =
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAQAAAAC1D1u3AAAADElEQVR42mNgYHgAAADkAOGVMwuIAAAAAElFTkSuQmCC";
  private static final String OPAQUE_GREY =
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAQAAAA3fa6RAAAAFklEQVR42mNk+M/IUMfA0PD/3////wEidgb6gfoyqQAA"
          + "AABJRU5ErkJggg==";
  private static final String TRANSPARENT =
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAI0lEQVR42mP4xcX8n5GJ+X8yw///DAwMDP//////X1DJ"
          + "+B8AimgLzFyZCnIAAAAASUVORK5CYII=";
  private static final String JPEG =
      "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsL"
          + "EBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
          + "FBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAIAAgDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAABv/EABoQAAAH"
          + "AAAAAAAAAAAAAAAAAAAHCCM0QVH/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/8QAGhEAAgIDAAAAAAAAAAAAAAAAAAQGISIx"
          + "Mv/aAAwDAQACEQMRAD8ABJPJ6GxlA2puhP4B3gf/2Q==";
  private static final String GREY_JPEG =
      "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsL"
          + "EBYQERMUFRUVDA8XGBYUGBIUFRT/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABv/EABcQAAMBAAAAAAAA"
          + "AAAAAAAAAAAZZaL/2gAIAQEAAD8ABLumYP/Z";

  @TempDir Path folder;

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("image"), bytes);
  }

  private int[] samples(String file, ImageHeader header) throws IOException {
    ImageFile image = ImageFile.open(write(Base64.getDecoder().decode(file)));
    assertThat(image.header()).isEqualTo(header);
    assertThat(ImageFile.header(folder.resolve("image"))).isEqualTo(header);
    return image.samples();
  }

  private static ImageHeader png(int channels, int most) {
    return new ImageHeader("png", 2, 3, channels, most);
  }

  @Test
  void samplesAreThoseOfTheFile() throws IOException {
    assertThat(samples(RGB, png(3, 255))).containsExactly(COLOURS);
    assertThat(samples(PALETTE, png(3, 255))).containsExactly(COLOURS);
    assertThat(samples(GREY, png(1, 255))).containsExactly(GREYS);
    assertThat(samples(OPAQUE_GREY, png(1, 255))).containsExactly(GREYS);
    assertThat(samples(BITS, png(1, 255))).containsExactly(0, 0, 0, 255, 255, 255);
    assertThat(samples(WIDE, png(1, 65535))).containsExactly(0, 1, 256, 32768, 65534, 65535);
  }

  /** Within 1 of what libjpeg-turbo makes of it. */
  @Test
  void jpegIsDecoded() throws IOException {
    int[] colours = samples(JPEG, new ImageHeader("jpeg", 8, 8, 3, 255));
    int[][] expected = {{29, 92, 148, 123}, {0, 1, 1, 1}, {63, 209, 209, 209}};
    for (int[] pixel : expected) {
      for (int c = 0; c < 3; c++) {
        assertThat(colours[64 * c + pixel[0]]).isCloseTo(pixel[1 + c], within(1));
      }
    }
    int[] grey = samples(GREY_JPEG, new ImageHeader("jpeg", 8, 8, 1, 255));
    int[] column = {1, 29, 61, 90, 121, 149, 181, 210};
    for (int i = 0; i < 8; i++) {
      assertThat(grey[8 * i]).isCloseTo(column[i], within(1));
    }
  }

  @Test
  void transparentPixelsAreRefused() {
    assertThatThrownBy(() -> samples(TRANSPARENT, png(3, 255)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(
            folder.resolve("image")
                + ": the pixel in row 1, column 2 (from 0) is transparent, and what lies behind it is"
                + " not known; lay the image on a background");
  }

  private void refused(byte[] bytes, String why) throws IOException {
    Path file = write(bytes);
    assertThatThrownBy(() -> ImageFile.open(file).samples())
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(why);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    refused(
        "GIF89a...".getBytes(StandardCharsets.US_ASCII),
        "is no PNG or JPEG file, but looks like GIF; convert");
    refused("RIFF0000WEBPVP8 ".getBytes(StandardCharsets.US_ASCII), "looks like WebP");
    refused(
        "hello".getBytes(StandardCharsets.US_ASCII), "is no PNG or JPEG file; convert it, or take");
    refused(new byte[0], "is no PNG or JPEG file, but empty");
  }

  @Test
  void truncatedFilesAreRefused() throws IOException {
    BufferedImage noise = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (int k = 0; k < 1200; k++) {
      noise.setRGB(k % 40, k / 40, 0x9e3779b9 * k);
    }
    for (String format : new String[] {"png", "jpeg"}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(noise, format, out);
      byte[] bytes = out.toByteArray();
      assertThat(ImageFile.open(write(bytes)).samples()).hasSize(3 * 1200);
      refused(
          Arrays.copyOf(bytes, bytes.length / 2), "is damaged or cut off and cannot be decoded (");
      refused(Arrays.copyOf(bytes, 22), "ends within its header");
    }
  }

  /** A file of a few bytes may say that it has any number of pixels: none are made room for. */
  @Test
  void hugeSizesAreRefused() throws IOException {
    byte[] bytes = Base64.getDecoder().decode(RGB);
    ByteBuffer.wrap(bytes).putInt(16, 100_000).putInt(20, 90_000);
    refused(bytes, "says that it has 90000 × 100000 pixels, and more than 67108864 are not read");
    ByteBuffer.wrap(bytes).putInt(16, 0);
    refused(bytes, "says that it has 90000 × 0 pixels");
    ByteBuffer.wrap(bytes).putInt(16, -3);
    refused(bytes, "says that it has 90000 × -3 pixels");
  }
}
