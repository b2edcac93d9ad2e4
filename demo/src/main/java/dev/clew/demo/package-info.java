// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A believable ML platform that sends traces through real OTLP exporters: what {@code ./clew demo}
 * shows.
 *
 * <p>Start with {@link Demo}, which runs it, and {@link DemoConfig}. Inside, {@code sim} is the
 * passage of time, {@code traffic} who asks for what, {@code platform} the services, {@code
 * incident} what goes wrong, and {@code telemetry} the spans and how they get out. The same seed
 * and start time always give the same traces.
 */
@NullMarked
package dev.clew.demo;

import org.jspecify.annotations.NullMarked;
