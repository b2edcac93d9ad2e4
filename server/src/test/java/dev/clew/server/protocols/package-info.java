// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** Every protocol in, every API out. */
@NullMarked
package dev.clew.server.protocols;

import org.jspecify.annotations.NullMarked;
