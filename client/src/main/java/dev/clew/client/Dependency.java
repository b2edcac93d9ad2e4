// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

/** How often one service called another, and how often that failed. */
public record Dependency(String caller, String callee, long callCount, long errorCount) {}
