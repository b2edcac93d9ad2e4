// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.rca;

import java.nio.file.Path;

/**
 * One injected fault.
 *
 * @param name when it was injected, for people
 * @param type what was injected
 * @param service where: the true cause
 * @param baseline spans of when all was well, on the same day if there are any
 * @param incident spans of the minute that is judged
 */
record FaultCase(String name, String type, String service, Path baseline, Path incident) {}
