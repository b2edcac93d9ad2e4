// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What happens to a request that brings spans, whatever its protocol: it is admitted, read while
 * room lasts, unpacked, decoded, stored, answered.
 *
 * <p>Start with {@link dev.clew.receiver.http.HttpIngestService}, which needs to be told three
 * things about a protocol, then {@link dev.clew.receiver.http.IngestEndpoint} and {@code
 * IngestCall}. What is wrong with a request is said once, in {@link
 * dev.clew.receiver.http.Failure}, in the words of HTTP and of gRPC.
 *
 * <p>Invariants: no input ends the listener; what is read is bounded by message and over all; every
 * request gets an answer that says whether to send it again.
 */
@NullMarked
package dev.clew.receiver.http;

import org.jspecify.annotations.NullMarked;
