// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Everything the engine does on a disk, behind one small interface, so that tests run the whole
 * engine on a disk that tears writes, forgets what was not forced, fills up and fails.
 *
 * <p>Start with {@link dev.clew.store.segment.disk.Disk}: it says what survives a crash, and the
 * engine relies on nothing else. {@link dev.clew.store.segment.disk.RealDisk} is the only class of
 * the engine that touches the file system.
 */
@NullMarked
package dev.clew.store.segment.disk;

import org.jspecify.annotations.NullMarked;
