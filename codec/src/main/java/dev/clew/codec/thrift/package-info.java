// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Apache Thrift's binary and compact protocols by hand: fields in, no objects between.
 *
 * <p>Start with {@link dev.clew.codec.thrift.ThriftInput}.
 */
@NullMarked
package dev.clew.codec.thrift;

import org.jspecify.annotations.NullMarked;
