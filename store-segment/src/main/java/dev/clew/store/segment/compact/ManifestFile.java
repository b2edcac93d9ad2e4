// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.StoreException;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.encoding.ByteInput;
import dev.clew.store.segment.encoding.ByteOutput;
import dev.clew.store.segment.rollup.RollupSummary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The file that holds the {@link Manifest}, replaced as a whole.
 *
 * <pre>
 * file    := "CLEWMAN1", i32 CRC32C of the rest, varint journalFile, varint nextNumber,
 *            varint segments, segment*, section*
 * segment := varint number, varint level, varint spans, varint traces, varint bytes,
 *            i64 startNanosMin, i64 startNanosMax
 * section := varint tag, sized body; each tag at most once
 * body 1  := varint rollups, rollup*, varint uncounted segments, varint number*
 * rollup  := varint number, varint level, varint segment, i64 resolutionNanos, varint cells,
 *            varint bytes, i64 startNanosMin, i64 startNanosMax
 * </pre>
 *
 * <p>Without section 1, which the first version did not write, no segment is counted. A tag that is
 * not known is an error: a later version wrote what this one would lose.
 *
 * <p>A crash leaves the old manifest or the new one, see {@link CheckedFile}.
 */
final class ManifestFile {

  static final String NAME = "manifest";
  private static final String LETTERS = "CLEWMAN1";
  private static final int ROLLUPS = 1; // tag of a section

  private final CheckedFile file;

  ManifestFile(Disk disk, Path directory) {
    this.file = new CheckedFile(disk, directory, NAME, LETTERS);
  }

  /**
   * Reads the manifest; that of a new store if there is no file.
   *
   * @throws StoreException if the file is damaged: guessing which segments are live would lose data
   *     or bring deleted data back
   */
  Manifest read() throws IOException {
    return file.read(ManifestFile::decode).orElse(Manifest.EMPTY);
  }

  /** Makes a manifest the valid one; when this returns, it survives a crash. */
  void write(Manifest manifest) throws IOException {
    file.write(encode(manifest));
  }

  private static ByteOutput encode(Manifest manifest) {
    ByteOutput body = new ByteOutput();
    body.varint(manifest.journalFile());
    body.varint(manifest.nextNumber());
    body.varint(manifest.segments().size());
    for (SegmentEntry segment : manifest.segments()) {
      body.varint(segment.number());
      body.varint(segment.level());
      body.varint(segment.spanCount());
      body.varint(segment.traceCount());
      body.varint(segment.bytes());
      body.i64(segment.startNanosMin());
      body.i64(segment.startNanosMax());
    }
    body.varint(ROLLUPS);
    body.sized(encode(manifest.rollups()));
    return body;
  }

  private static byte[] encode(RollupSet rollups) {
    ByteOutput body = new ByteOutput();
    body.varint(rollups.files().size());
    for (RollupEntry file : rollups.files()) {
      RollupSummary summary = file.summary();
      body.varint(file.number());
      body.varint(file.level());
      body.varint(file.segment());
      body.i64(summary.resolutionNanos());
      body.varint(summary.cellCount());
      body.varint(summary.bytes());
      body.i64(summary.startNanosMin());
      body.i64(summary.startNanosMax());
    }
    body.varint(rollups.uncounted().size());
    rollups.uncounted().stream().sorted().forEach(body::varint);
    return body.toByteArray();
  }

  private static Manifest decode(ByteInput in) {
    long journalFile = in.varint();
    long nextNumber = in.varint();
    List<SegmentEntry> segments = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      segments.add(
          new SegmentEntry(
              in.varint(), in.count(), in.count(), in.count(), in.varint(), in.i64(), in.i64()));
    }
    Set<Long> all = new HashSet<>();
    segments.forEach(segment -> all.add(segment.number()));
    RollupSet rollups = new RollupSet(List.of(), all);
    while (in.position() < in.source().byteSize()) {
      int tag = in.count();
      byte[] section = in.sized();
      if (tag != ROLLUPS) {
        throw new IllegalArgumentException("section " + tag + " (expected: " + ROLLUPS + ")");
      }
      rollups = rollups(new ByteInput(MemorySegment.ofArray(section), 0));
    }
    return new Manifest(journalFile, nextNumber, segments, rollups);
  }

  private static RollupSet rollups(ByteInput in) {
    List<RollupEntry> files = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      files.add(
          new RollupEntry(
              in.varint(),
              in.count(),
              in.varint(),
              new RollupSummary(in.i64(), in.varint(), in.varint(), in.i64(), in.i64())));
    }
    Set<Long> uncounted = new HashSet<>();
    for (int left = in.count(); left > 0; left--) {
      uncounted.add(in.varint());
    }
    return new RollupSet(files, uncounted);
  }
}
