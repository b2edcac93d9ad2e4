// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/** Where the platform runs: what services need in order to exist. Start with {@link Site}. */
@NullMarked
package dev.clew.demo.platform.site;

import org.jspecify.annotations.NullMarked;
