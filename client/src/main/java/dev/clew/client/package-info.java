// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Asks a running Clew for traces from a Java program.
 *
 * <p>Start with {@link dev.clew.client.ClewClient}. It needs Java 17, the JDK's HTTP client and
 * Jackson, and nothing else of Clew.
 */
@NullMarked
package dev.clew.client;

import org.jspecify.annotations.NullMarked;
