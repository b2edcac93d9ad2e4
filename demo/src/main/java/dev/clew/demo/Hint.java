// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import java.net.URI;

/**
 * Something worth looking at.
 *
 * @param title what happened
 * @param lookFor what to see in the traces
 * @param url a search that finds them
 */
public record Hint(String title, String lookFor, URI url) {}
