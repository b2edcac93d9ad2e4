// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

/**
 * A value as somebody wrote it, before anything is known about its key.
 *
 * @param key dotted name
 * @param text the value
 * @param origin where it was written: {@code "clew.yaml:3"}, {@code "CLEW_HOST"}, {@code "--set"}
 */
public record Assignment(String key, String text, String origin) {}
