// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What operators and their tools ask a server about itself: is it alive, is it ready, what has it
 * done.
 *
 * <p>Start with {@link dev.clew.query.admin.AdminApi}; components say how they are through a {@link
 * dev.clew.query.admin.HealthCheck}, which whoever assembles the server writes for them.
 */
@NullMarked
package dev.clew.query.admin;

import org.jspecify.annotations.NullMarked;
