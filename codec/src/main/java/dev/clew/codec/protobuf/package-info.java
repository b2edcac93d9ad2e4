// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The protobuf wire format by hand: fields in, fields out, no objects between.
 *
 * <p>Start with {@link dev.clew.codec.protobuf.ProtoInput}.
 */
@NullMarked
package dev.clew.codec.protobuf;

import org.jspecify.annotations.NullMarked;
