// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Ports: how they are opened, and how they are closed without losing an answer.
 *
 * <p>Start with {@link dev.clew.receiver.listen.HttpListener}. What is served at a port is added by
 * whoever opens it, so a port can carry the routes of several receivers, and of APIs too.
 */
@NullMarked
package dev.clew.receiver.listen;

import org.jspecify.annotations.NullMarked;
