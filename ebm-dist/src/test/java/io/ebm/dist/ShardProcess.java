package io.ebm.dist;

import io.ebm.core.Ebm;
import io.ebm.core.train.Crew;
import io.ebm.core.train.Lane;
import io.ebm.core.train.Round;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** A second Java process that does the work of shards, and, on this side, the crew that uses it. */
final class ShardProcess implements Crew, AutoCloseable {

  private final Process process;
  private final DataOutputStream requests;
  private final DataInputStream answers;
  private final IntPredicate there;
  private int sent;

  private ShardProcess(Process process, IntPredicate there) {
    this.process = process;
    this.there = there;
    requests = new DataOutputStream(process.getOutputStream());
    answers = new DataInputStream(process.getInputStream());
  }

  /**
   * Starts a process.
   *
   * @param there which lanes it works on
   */
  static ShardProcess start(Path experiment, List<String> changes, IntPredicate there)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("--add-modules") || flag.startsWith("-Debm")) {
        command.add(flag);
      }
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ShardProcess.class.getName());
    command.add(experiment.toString());
    command.addAll(changes);
    return new ShardProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(), there);
  }

  /** How many requests were answered. */
  int answered() {
    return sent;
  }

  @Override
  public void run(Round round, List<Lane> lanes) {
    try {
      for (Lane lane : lanes) {
        if (there.test(lane.number())) {
          send(requests, lane.request(round));
          lane.accept(receive(answers));
          sent++;
        } else {
          lane.work(round);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    requests.close(); // it ends when there is nothing more to do
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private static void send(DataOutputStream to, byte[] bytes) throws IOException {
    to.writeInt(bytes.length);
    to.write(bytes);
    to.flush();
  }

  private static byte[] receive(DataInputStream from) throws IOException {
    byte[] bytes = new byte[from.readInt()];
    from.readFully(bytes);
    return bytes;
  }

  /** The other process: answers requests on its standard output until its input ends. */
  public static void main(String... words) throws IOException {
    DataInputStream in = new DataInputStream(System.in);
    DataOutputStream out = new DataOutputStream(System.out);
    System.setOut(System.err);
    List<String> changes = List.of(words).subList(1, words.length);
    try (Ebm ebm = Ebm.builder().threads(1).open()) {
      UnaryOperator<byte[]> worker = ebm.worker(ebm.experiment(Path.of(words[0]), changes));
      while (true) {
        send(out, worker.apply(receive(in)));
      }
    } catch (EOFException e) {
      // there is nothing more to do
    }
  }
}
