// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Serves the web UI: the files that the {@code ui} module's jar has on the class path.
 *
 * <p>Start with {@link dev.clew.query.ui.UiService}.
 */
@NullMarked
package dev.clew.query.ui;

import org.jspecify.annotations.NullMarked;
