// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The simulated ML platform: an online shop's.
 *
 * <p>Start with {@link Platform}, the parts list. Each subpackage is one concern: {@code edge} is
 * what every request passes, {@code shop} the products, {@code features} and {@code serving} what
 * they are built on, {@code wire} how services talk.
 */
@NullMarked
package dev.clew.demo.platform;

import org.jspecify.annotations.NullMarked;
