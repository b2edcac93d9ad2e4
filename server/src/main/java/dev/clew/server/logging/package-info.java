// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Binds the loggers of all modules to one output: plain lines on standard error.
 *
 * <p>Start with {@link dev.clew.server.logging.LogSetup}.
 */
@NullMarked
package dev.clew.server.logging;

import org.jspecify.annotations.NullMarked;
