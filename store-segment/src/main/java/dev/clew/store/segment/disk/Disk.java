// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A disk: files that grow at the end, are read in place, and change their names atomically.
 *
 * <p>What survives a crash of the machine (a crash of the process alone loses nothing that a
 * completed call has written):
 *
 * <ul>
 *   <li>Bytes written before a {@link WritableFile#force()} that returned survive it, and so does
 *       the size of the file at that time.
 *   <li>Of bytes written later, any may survive and any may not, in any order and cut anywhere:
 *       what is missing reads as zeros or as other rubbish, or the file is shorter. It is never
 *       shorter than when it was forced.
 *   <li>After a force that failed nothing can be said of the bytes written since the last one that
 *       returned, even if a later one returns. The file must be abandoned.
 *   <li>That a file was created, renamed or deleted survives once {@link #forceDirectory} of its
 *       directory has returned; before that each of these may be undone by itself. A rename is
 *       atomic: its target is the old file or the new one, never both, never a mixture.
 * </ul>
 *
 * <p>Errors: every method throws {@link DiskFullException} when there is no room, {@link
 * java.nio.file.NoSuchFileException} when a file that must exist does not, and another {@link
 * IOException} when the device fails. What is read from a mapping cannot throw that: a page that
 * the device fails to deliver ends in an {@link InternalError}.
 *
 * <p>Threads: safe for any number at once, as long as they do not interrupt each other: an
 * interrupt during a call may close the file concerned.
 */
public interface Disk {

  /** Creates a directory and its missing parents; no-op if it is there. */
  void createDirectories(Path directory) throws IOException;

  /** The files of a directory, without its subdirectories, sorted by name. */
  List<Path> list(Path directory) throws IOException;

  /** Whether there is a file with this name. */
  boolean exists(Path file) throws IOException;

  /**
   * Creates an empty file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one with this name
   */
  WritableFile create(Path file) throws IOException;

  /** Opens a file that nobody writes to. */
  ReadableFile open(Path file) throws IOException;

  /** Cuts a file that nobody writes to down to {@code bytes} and forces it. */
  void truncate(Path file, long bytes) throws IOException;

  /** Gives a file another name in the same file system, in place of a file that had it. */
  void rename(Path from, Path to) throws IOException;

  /** Deletes a file. Who has it open or mapped may go on reading. */
  void delete(Path file) throws IOException;

  /** Makes what was created, renamed and deleted in a directory survive a crash. */
  void forceDirectory(Path directory) throws IOException;

  /**
   * Takes a lock that at most one holder in all processes has. It ends with the process at the
   * latest.
   *
   * @param file created if it is not there, and kept
   * @return empty if somebody else holds the lock
   */
  Optional<DiskLock> tryLock(Path file) throws IOException;

  /** How many bytes there is room for where this directory is. */
  long usableBytes(Path directory) throws IOException;
}
