// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How values become bytes of a segment file and back: bit packing, numbers, presence of rows, byte
 * strings. Pure functions of their input; which block of which column they belong to is the
 * business of the {@code file} package.
 *
 * <p>Start with {@link dev.clew.store.segment.encoding.Numbers}. Each writer's Javadoc is the
 * grammar of what it writes; all integers are little endian, {@code varint} is unsigned LEB128 and
 * {@code zigzag} a varint whose lowest bit is the sign.
 *
 * <p>Invariants: readers work on mapped memory and copy nothing they need not; every packed area is
 * followed by at least {@link dev.clew.store.segment.encoding.Bits#PADDING} readable bytes, so that
 * a value is fetched with one unaligned load; bytes have been checked against their CRC before they
 * come here, so nothing is checked twice.
 */
@NullMarked
package dev.clew.store.segment.encoding;

import org.jspecify.annotations.NullMarked;
