// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Clew beside a server that people use today: the same requests, the same questions, the same
 * machine, one after the other.
 *
 * <p>Start with {@link dev.clew.bench.peer.ZipkinDuel}.
 */
@NullMarked
package dev.clew.bench.peer;

import org.jspecify.annotations.NullMarked;
