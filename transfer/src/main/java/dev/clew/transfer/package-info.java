// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Spans out to files for other programs, and back in. Whoever calls opens the files.
 *
 * <p>Start with {@link dev.clew.transfer.SpanSink}, then {@link dev.clew.transfer.SpanImport} for
 * the way back.
 */
@NullMarked
package dev.clew.transfer;

import org.jspecify.annotations.NullMarked;
