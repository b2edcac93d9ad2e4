// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The program: where everything is wired together and started.
 *
 * <p>Start with {@link dev.clew.server.Main}, which hands over to the command line; {@code
 * assembly} is the parts list of a server, {@code config} the configuration.
 */
@NullMarked
package dev.clew.server;

import org.jspecify.annotations.NullMarked;
