// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

/**
 * An operation of a service.
 *
 * @param spanKind internal, server, client, producer or consumer
 */
public record Operation(String name, String spanKind) {}
