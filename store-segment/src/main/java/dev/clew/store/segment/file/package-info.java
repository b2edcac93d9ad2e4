// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The segment file: an immutable part of the store on disk.
 *
 * <p>Start with {@link dev.clew.store.segment.file.SegmentWriter}, whose Javadoc is the grammar of
 * the file, and {@link dev.clew.store.segment.file.SegmentPart}, which answers questions from it.
 *
 * <p>Files: {@code *.seg}, format version 1. Every byte but the eight of the header lies in a frame
 * with a CRC32C, checked once per opening when the frame is first read; what fails it throws {@link
 * dev.clew.store.segment.file.CorruptSegmentException} with file and offset.
 *
 * <p>Invariants: files are read through mapped memory and never loaded whole; the heap holds the
 * directory of columns and nothing that grows with rows. Traces are ordered by start, the rows of
 * each lie together and are ordered by start.
 */
@NullMarked
package dev.clew.store.segment.file;

import org.jspecify.annotations.NullMarked;
