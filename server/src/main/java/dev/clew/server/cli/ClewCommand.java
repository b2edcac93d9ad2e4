// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import picocli.CommandLine.Command;

/** {@code clew} itself, which does nothing without one of its commands. */
@Command(
    name = "clew",
    description = "Distributed tracing for machine-learning systems.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ClewCommand {}
