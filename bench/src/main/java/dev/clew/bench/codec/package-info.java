// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * JMH kernels of the OTLP codec, with protobuf-java as the rival that everybody else uses. Start
 * with {@link dev.clew.bench.codec.OtlpReaderBenchmark}.
 */
@NullMarked
package dev.clew.bench.codec;

import org.jspecify.annotations.NullMarked;
