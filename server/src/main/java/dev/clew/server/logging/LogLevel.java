// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.logging;

/** How severe a log line is, most severe first. */
public enum LogLevel {
  /** Someone must act. */
  ERROR,
  /** Data was lost or the service is degraded. */
  WARN,
  /** The life cycle of the server. */
  INFO,
  /** Decisions, for whoever debugs the server itself. */
  DEBUG
}
