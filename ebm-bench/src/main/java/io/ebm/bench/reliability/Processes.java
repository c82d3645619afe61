package io.ebm.bench.reliability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Further processes of this Java, with this class path. */
final class Processes {

  private Processes() {}

  /** A process whose output is passed over. The arguments begin with those of the machine. */
  static ProcessBuilder java(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.incubator.vector");
    command.add("-Djava.awt.headless=true");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }
}
