// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** How the APIs read traces, whatever they make of them. */
@NullMarked
package dev.clew.query.trace;

import org.jspecify.annotations.NullMarked;
