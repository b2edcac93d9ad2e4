// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

/** The constants that writer and reader of segment files share. */
final class SegmentFormat {

  static final long MAGIC = 0x31_47_45_53_57_45_4c_43L; // "CLEWSEG1", little endian
  static final int HEADER_BYTES = 8;

  /** i64 offset of the directory, i64 its complement, i64 magic. */
  static final int FOOTER_BYTES = 24;

  // Forms of columns
  static final int NUMBERS = 0;
  static final int DOUBLES = 1;
  static final int CODES = 2;
  static final int STRINGS = 3;

  // Kinds of column names in the directory
  static final int FIXED = 0;
  static final int ATTRIBUTE = 1;
  static final int OVERFLOW = 2;
  static final int TRACE = 3;

  private SegmentFormat() {}
}
