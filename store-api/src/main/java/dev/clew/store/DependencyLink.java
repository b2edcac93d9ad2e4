// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

/**
 * How often one service called another: a span whose parent span belongs to a different service is
 * one call. Where several spans have the parent's id, as a Zipkin client and server do, one of the
 * span's own service makes it no call; otherwise one that serves (kind SERVER or CONSUMER) is the
 * caller before one that does not, then the one that starts first, then the one of the lowest kind.
 * The empty name stands for spans without a service name.
 *
 * @param caller service name of the parent span
 * @param callee service name of the child span
 * @param callCount number of calls
 * @param errorCount calls whose child span has the status ERROR
 */
public record DependencyLink(String caller, String callee, long callCount, long errorCount) {}
