// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/** Make-believe traffic through a whole server, from which Java learns how the program runs. */
@NullMarked
package dev.clew.server.rehearsal;

import org.jspecify.annotations.NullMarked;
