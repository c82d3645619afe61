package io.ebm.core.run;

import io.ebm.core.Texts;
import io.ebm.core.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a run's folder, {@code run.lock}: one process at a time trains in it. The system
 * takes the lock away from a process that ends, however it ends; the file stays, empty.
 */
public final class RunLock implements AutoCloseable {

  static final String NAME = "run.lock";

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  static RunLock of(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = held(channel);
      if (lock == null) {
        String holder = Files.readString(file).strip();
        channel.close();
        throw new UserException(
            folder
                + ": another process trains in it"
                + (holder.isEmpty() ? "" : " (" + holder + ")")
                + "; wait for its end, or choose another folder with --out");
      }
      byte[] text =
          ("process " + ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(text));
      return new RunLock(channel);
    } catch (IOException e) {
      throw new UserException(
          file + ": cannot be locked (" + Texts.reason(e) + "); may the folder be written?", e);
    }
  }

  private static @Nullable FileLock held(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // by this process
    }
  }

  @Override
  public void close() {
    if (channel.isOpen()) {
      try {
        channel.truncate(0); // the file stays: who took it away could take away another's
        channel.close();
      } catch (IOException e) {
        // It ends with the process.
      }
    }
  }
}
