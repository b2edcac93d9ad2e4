// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Spans as rows of a Parquet file, for DuckDB, pandas, Spark and the like.
 *
 * <p>Start with {@link dev.clew.transfer.parquet.ParquetSink}, and {@link
 * dev.clew.transfer.parquet.ParquetImport} for the way back; the columns are in {@code SpanSchema}.
 */
@NullMarked
package dev.clew.transfer.parquet;

import org.jspecify.annotations.NullMarked;
