// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What is done to a trace before people see it, unless they ask for it raw: ids that client and
 * server share are told apart, clocks that disagree are reconciled, and some attributes are put
 * into their usual form and place.
 *
 * <p>Start with {@link dev.clew.query.jaeger.adjust.Adjustments}, which has the order. The rules
 * are those of Jaeger's query service; what Jaeger does first, dropping spans that came twice, the
 * store has done already.
 */
@NullMarked
package dev.clew.query.jaeger.adjust;

import org.jspecify.annotations.NullMarked;
