// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of the {@code ./clew} script at the root of the project, run against make-believe JDKs and
 * a make-believe Maven.
 */
@NullMarked
package dev.clew.server.launcher;

import org.jspecify.annotations.NullMarked;
