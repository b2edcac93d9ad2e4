// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatchBuilder;

/**
 * Finds or makes the instrumentation scopes of a resource. Jaeger's spans name theirs in tags, most
 * of them none; a few that came last are remembered.
 */
final class ScopeRows {

  private static final int REMEMBERED = 16; // a power of two

  private final int[] resources = new int[REMEMBERED];
  private final int[] nameRefs = new int[REMEMBERED];
  private final int[] versionRefs = new int[REMEMBERED];
  private final int[] indexes = new int[REMEMBERED];
  private int count;
  private SpanBatchBuilder target = new SpanBatchBuilder();

  void open(SpanBatchBuilder target) {
    this.target = target;
    count = 0;
  }

  int index(int resource, int nameRef, int versionRef) {
    int known = Math.min(count, REMEMBERED);
    for (int i = 0; i < known; i++) {
      if (resources[i] == resource && nameRefs[i] == nameRef && versionRefs[i] == versionRef) {
        return indexes[i];
      }
    }
    int slot = count++ & (REMEMBERED - 1);
    resources[slot] = resource;
    nameRefs[slot] = nameRef;
    versionRefs[slot] = versionRef;
    indexes[slot] = make(resource, nameRef, versionRef);
    return indexes[slot];
  }

  private int make(int resource, int nameRef, int versionRef) {
    int index = target.beginScope(resource);
    if (nameRef != BytesTable.EMPTY) {
      target.scopeNameRef(nameRef);
    }
    if (versionRef != BytesTable.EMPTY) {
      target.scopeVersionRef(versionRef);
    }
    target.endScope();
    return index;
  }
}
