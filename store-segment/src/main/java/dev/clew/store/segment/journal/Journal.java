// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.disk.DiskFullException;
import dev.clew.store.segment.disk.WritableFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of the journal: batches are appended, and a commit makes a group of them as
 * durable as the configuration asks for.
 *
 * <p>Errors: when an append or a commit fails, the whole group since the last commit is as good as
 * not written, and the journal can be used on. The file is cut back to where the group began. If
 * that fails too, or if it was the disk that failed to keep what was written, the file is abandoned
 * for a new one: after a failed force nobody knows what the disk holds (Rebello et al., "Can
 * Applications Recover from fsync Failures?", USENIX ATC 2020).
 *
 * <p>Threads: one writes; {@link #release} and {@link #bytes} may be called by others.
 */
public final class Journal {

  private static final System.Logger LOGGER = System.getLogger(Journal.class.getName());
  private static final int BUFFER_BYTES = 1 << 18;

  private final Disk disk;
  private final JournalFiles files;
  private final JournalConfig config;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private @Nullable WritableFile file;
  private long fileNumber;
  private long sequence; // of the next frame
  private long committedSequence;
  private long committedSize; // of the file
  private long forcedSize;

  Journal(Disk disk, JournalFiles files, JournalConfig config, long sequence) {
    this.disk = disk;
    this.files = files;
    this.config = config;
    this.sequence = sequence;
    this.committedSequence = sequence;
    this.fileNumber = files.lastNumber();
  }

  /** Adds a batch to the group. */
  public void append(EncodedBatch batch) throws IOException {
    appendFrame(batch.frame, JournalFormat.KIND_BATCH);
  }

  /** Ends the group: when this returns, its batches may be acknowledged. */
  public void commit() throws IOException {
    try {
      WritableFile current = openFile();
      writeBuffer(current);
      if (config.durability() == Durability.FSYNC) {
        force();
      }
      committedSize = current.size();
      committedSequence = sequence;
      files.setBytes(fileNumber, committedSize);
    } catch (IOException | RuntimeException e) {
      rollBack();
      throw e;
    }
    if (committedSize >= config.fileBytesMax()) {
      endFile();
    }
  }

  /** Makes the disk keep everything committed; no-op if it does already. */
  public void force() throws IOException {
    if (file == null || forcedSize == file.size()) {
      return;
    }
    try {
      file.force();
      forcedSize = file.size();
    } catch (IOException | RuntimeException e) {
      abandon();
      throw e;
    }
  }

  /**
   * Lets the next group begin a new file.
   *
   * @return the number of the file that holds the last group
   */
  public long endFile() {
    if (file != null) {
      try {
        ByteSink end = new ByteSink();
        end.length = JournalFormat.FRAME_HEADER_BYTES;
        if (config.durability() != Durability.OS) {
          force(); // what the end frame says of the frames before it must be true
        }
        appendFrame(end, JournalFormat.KIND_END);
        writeBuffer(file);
        if (config.durability() != Durability.OS) {
          force();
        }
        committedSequence = sequence;
        files.setBytes(fileNumber, file.size());
        file.close();
        file = null;
      } catch (IOException e) {
        LOGGER.log(Level.WARNING, "journal: cannot end " + files.path(fileNumber), e);
        rollBack();
        abandon();
      }
    }
    return fileNumber;
  }

  /** Lets go of the files up to a number; those with damage in them are put aside, not deleted. */
  public void release(long throughNumber) throws IOException {
    files.release(throughNumber);
  }

  /** How many bytes the files have that are not released. */
  public long bytes() {
    return files.bytes();
  }

  /** How many files are kept because something in them could not be read. */
  public int damagedFileCount() {
    return files.damagedCount();
  }

  /** The directory of the files. */
  public Path directory() {
    return files.directory();
  }

  /** Ends the file. Idempotent. */
  public void close() {
    endFile();
  }

  private void appendFrame(ByteSink frame, int kind) throws IOException {
    try {
      WritableFile current = openFile();
      long offset = current.size() + buffer.position();
      JournalFormat.frameHeader(frame, kind, fileNumber, offset, sequence, forcedSize);
      if (frame.length > buffer.remaining()) {
        writeBuffer(current);
      }
      if (frame.length > buffer.remaining()) {
        current.write(ByteBuffer.wrap(frame.bytes, 0, frame.length));
      } else {
        buffer.put(frame.bytes, 0, frame.length);
      }
      sequence++;
    } catch (IOException | RuntimeException e) {
      rollBack();
      throw e;
    }
  }

  private WritableFile openFile() throws IOException {
    checkRoom();
    if (file != null) {
      return file;
    }
    long number = files.lastNumber() + 1;
    WritableFile created = disk.create(files.path(number));
    try {
      created.write(JournalFormat.fileHeader(number));
      disk.forceDirectory(files.directory());
    } catch (IOException | RuntimeException e) {
      discard(created, number, e);
      throw e;
    }
    file = created;
    fileNumber = number;
    committedSize = created.size();
    forcedSize = 0;
    files.setBytes(fileNumber, committedSize);
    return created;
  }

  /**
   * Removes a file that could not be begun, or there would be one more with every attempt. If it
   * stays, its number is used up.
   */
  private void discard(WritableFile created, long number, Exception failure) {
    try {
      created.close();
      disk.delete(created.path());
    } catch (IOException e) {
      failure.addSuppressed(e);
      files.setBytes(number, created.size());
    }
  }

  private void checkRoom() throws IOException {
    if (buffer.position() == 0 && config.reservedBytes() > 0) {
      long usableBytes = disk.usableBytes(files.directory());
      if (usableBytes < config.reservedBytes()) {
        throw new DiskFullException(
            files.directory().toString(),
            usableBytes + " bytes free (expected: at least " + config.reservedBytes() + ")");
      }
    }
  }

  private void writeBuffer(WritableFile current) throws IOException {
    buffer.flip();
    try {
      if (buffer.hasRemaining()) {
        current.write(buffer);
      }
    } finally {
      buffer.clear();
    }
  }

  /** Undoes what was appended since the last commit. */
  private void rollBack() {
    buffer.clear();
    sequence = committedSequence;
    if (file == null) {
      return;
    }
    try {
      file.truncate(committedSize);
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "journal: cannot cut " + file.path(), e);
      abandon();
    }
  }

  private void abandon() {
    WritableFile abandoned = file;
    file = null;
    if (abandoned == null) {
      return;
    }
    LOGGER.log(Level.WARNING, "journal: file abandoned for a new one: " + abandoned.path());
    try {
      abandoned.close();
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "journal: cannot close " + abandoned.path(), e);
    }
  }
}
