package io.ebm.api;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks gzip data of one or more members. Unlike Java's own, refuses what follows them: half of a
 * file that two copies have mixed up looks like that.
 */
final class GzipStream extends GZIPInputStream {

  private static final int CHUNK = 1 << 16;
  private static final int TRAILER = 8;

  private final Counted source;
  private long fed; // bytes of the source that had been read when the inflater was fed last
  private boolean ended;

  private GzipStream(Counted source) throws IOException {
    super(source, CHUNK);
    this.source = source;
  }

  /** Begins to unpack a stream that supports marks. */
  static GzipStream of(InputStream in) throws IOException {
    try {
      return new GzipStream(new Counted(in));
    } catch (EOFException | ZipException e) {
      throw inWords(e);
    }
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    try {
      int read = super.read(into, from, count);
      if (read < 0 && !ended) {
        ended = true;
        checkEnd();
      }
      return read;
    } catch (EOFException | ZipException e) {
      throw inWords(e);
    }
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    fed = source.count;
  }

  /** The inflater holds the trailer, or its beginning; more was read only to look for a header. */
  private void checkEnd() throws IOException {
    int held = inf.getRemaining();
    long trailer = Math.max(0, TRAILER - held);
    if (held > TRAILER || source.count > fed + trailer || source.read() >= 0) {
      throw new ZipException("bytes follow that are not of them");
    }
  }

  private static ZipException inWords(IOException failure) {
    String reason = failure.getMessage();
    ZipException said =
        new ZipException(
            failure instanceof EOFException
                ? "the gzip data are cut off"
                : "the gzip data are damaged" + (reason == null ? "" : ": " + reason));
    said.initCause(failure);
    return said;
  }

  /** Counts bytes and knows, other than a pipe, whether more will come. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int read = in.read(into, from, most);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public int available() throws IOException {
      in.mark(1);
      int next = in.read();
      in.reset();
      return next < 0 ? 0 : 1;
    }
  }
}
