// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The parts list of a server, and how its parts start and stop.
 *
 * <p>Start with {@link dev.clew.server.assembly.ServerAssembly}. No other package knows which
 * implementation stands behind which contract.
 */
@NullMarked
package dev.clew.server.assembly;

import org.jspecify.annotations.NullMarked;
