// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/** Finding things by meaning: nearest neighbours among vectors. Start with {@link VectorIndex}. */
@NullMarked
package dev.clew.demo.platform.retrieval;

import org.jspecify.annotations.NullMarked;
