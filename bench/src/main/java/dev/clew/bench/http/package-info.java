// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** Asking a server over HTTP. Begin at {@link dev.clew.bench.http.BlockingClient}. */
@NullMarked
package dev.clew.bench.http;

import org.jspecify.annotations.NullMarked;
