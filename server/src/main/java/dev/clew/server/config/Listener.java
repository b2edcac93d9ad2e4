// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

/**
 * A port that the server listens on.
 *
 * @param name what speaks there, for people
 * @param key the setting of the port
 * @param port the port with the offset added; 0 takes a free one
 */
public record Listener(String name, String key, int port) {}
