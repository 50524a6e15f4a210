package io.github.yolonas.examples.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A control group of Linux (version 1 or 2) below this process's own, with a limit of memory; or
 * none, where this user may not make one.
 */
final class MemoryGroup implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private final Optional<Path> group;

  private MemoryGroup(Optional<Path> group) {
    this.group = group;
  }

  static MemoryGroup of(long bytes) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
        String[] parts = line.split(":", 3); // number, controllers, path
        if (List.of(parts[1].split(",", -1)).contains("memory")) {
          return new MemoryGroup(
              create(ROOT + "/memory" + parts[2], "memory.limit_in_bytes", bytes));
        }
      }
      for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
        if (line.startsWith("0::")) {
          return new MemoryGroup(create(ROOT + line.substring(3), "memory.max", bytes));
        }
      }
    } catch (IOException e) {
      System.out.println("no control group for memory: " + e);
    }
    return new MemoryGroup(Optional.empty());
  }

  private static Optional<Path> create(String parent, String limit, long bytes) throws IOException {
    Path group = Files.createDirectory(Path.of(parent).resolve("yolonas-" + UUID.randomUUID()));
    try {
      Files.writeString(group.resolve(limit), Long.toString(bytes));
      return Optional.of(group);
    } catch (IOException e) {
      Files.delete(group);
      throw e;
    }
  }

  boolean isLimited() {
    return group.isPresent();
  }

  /** Puts itself into the group, if there is one, and becomes the command that follows. */
  String[] command() {
    String enter = group.map(g -> "echo $$ > " + g.resolve("cgroup.procs") + " && ").orElse("");
    return new String[] {"sh", "-c", enter + "exec \"$@\"", "sh"};
  }

  @Override
  public void close() throws IOException {
    if (group.isPresent()) {
      Files.delete(group.get());
    }
  }
}
