package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDigestTest {
  private static final byte[] CONTENT = TestFiles.smallSafetensors();

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws Exception {
    file = Files.write(folder.resolve("model.safetensors"), CONTENT);
  }

  @Test
  void aFileIsDigestedAfterItsCheckpointIsClosedAndOnlyOnce() throws Exception {
    CheckpointDigest digest = opened();
    assertThat(digest.sha256()).isEqualTo(sha256(CONTENT));
    Files.delete(file);
    assertThat(digest.sha256()).isEqualTo(sha256(CONTENT));
    assertThat(digest).hasToString(sha256(CONTENT));
  }

  @Test
  void aFileThatGrewHasNoDigestRatherThanAWrongOne() throws Exception {
    CheckpointDigest digest = opened();
    Files.write(file, new byte[CONTENT.length + 1]);
    assertUnknown(digest);
  }

  @Test
  void aFileOfEqualLengthIsToldByItsTime() throws Exception {
    CheckpointDigest digest = opened();
    Files.write(file, new byte[CONTENT.length]);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    assertUnknown(digest);
  }

  /** As whoever copies with "preserve times" makes it. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its files have no identity in Java")
  void aFileOfEqualLengthAndTimeIsToldByItsIdentity() throws Exception {
    CheckpointDigest digest = opened();
    Path other = Files.write(folder.resolve("other"), new byte[CONTENT.length]);
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertUnknown(digest);
  }

  @Test
  void aFileThatIsGoneHasNoDigest() throws Exception {
    CheckpointDigest digest = opened();
    Files.delete(file);
    assertUnknown(digest);
  }

  @Test
  void anOpenCheckpointKnowsThatItsFileChanged() throws Exception {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      Files.write(file, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
      assertThatThrownBy(checkpoint::sha256).isInstanceOf(CheckpointException.class);
    }
  }

  @Test
  void aStreamIsDigestedThoughItsCopyIsDeleted() throws Exception {
    CheckpointDigest digest;
    try (Checkpoint open = Checkpoint.open(new ByteArrayInputStream(CONTENT), "upload")) {
      digest = open.digest();
    }
    assertThat(digest.sha256()).isEqualTo(sha256(CONTENT));
  }

  @Test
  void aTemporaryFileMayBeDeletedAtOnce() throws Exception {
    byte[] large = new byte[8_000_000];
    large[7_999_999] = 1;
    Files.write(file, large);
    CheckpointDigest digest = CheckpointDigest.ofTemporary("download", file);
    Files.delete(file);
    assertThat(digest.sha256()).isEqualTo(sha256(large));
  }

  private CheckpointDigest opened() {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      return checkpoint.digest();
    }
  }

  private void assertUnknown(CheckpointDigest digest) {
    String message =
        file + ": its SHA-256 is unknown, for the file has changed since it was loaded";
    assertThatThrownBy(digest::sha256).isInstanceOf(CheckpointException.class).hasMessage(message);
    assertThat(digest).hasToString(message);
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
