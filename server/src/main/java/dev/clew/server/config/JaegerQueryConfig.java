// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.query.ui.JaegerUiConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * How Jaeger's clients are served beside the HTTP APIs.
 *
 * @param clockSkewMax see {@link JaegerQuerySettings#CLOCK_SKEW_MAX}
 * @param adjustedSpansMax see {@link JaegerQuerySettings#ADJUSTED_SPANS_MAX}
 * @param deleteEnabled whether traces may be deleted over the network
 * @param ui Jaeger's own web UI, if there is one
 */
public record JaegerQueryConfig(
    Duration clockSkewMax,
    int adjustedSpansMax,
    boolean deleteEnabled,
    Optional<JaegerUiConfig> ui) {}
