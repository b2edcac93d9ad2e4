// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * From the bytes of a payload to the spans of a request, for receivers of all kinds.
 *
 * <p>Start with {@link dev.clew.receiver.decode.PayloadDecoder}.
 */
@NullMarked
package dev.clew.receiver.decode;

import org.jspecify.annotations.NullMarked;
