// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

/**
 * How often one service called another: a span whose parent span belongs to a different service is
 * one call.
 *
 * @param caller service name of the parent span
 * @param callee service name of the child span
 * @param callCount number of calls
 * @param errorCount calls whose child span has the status ERROR
 */
public record DependencyLink(String caller, String callee, long callCount, long errorCount) {}
