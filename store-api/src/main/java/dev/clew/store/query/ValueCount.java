// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import dev.clew.model.AttributeValue;

/** A value of a field and the number of spans that have it as their first. */
public record ValueCount(AttributeValue value, long spanCount) {}
