// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The command line: {@code clew serve}, {@code clew config} and the rest.
 *
 * <p>Start with {@link dev.clew.server.cli.CommandLineInterface}. The {@code ./clew} script of the
 * project finds a JDK, builds what is missing and then hands its arguments to this package; {@code
 * ./clew test} is the script's own.
 */
@NullMarked
package dev.clew.server.cli;

import org.jspecify.annotations.NullMarked;
