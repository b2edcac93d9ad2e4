// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.Arrays;

/** The columns of the instrumentation scope table. */
final class ScopeColumns {
  int[] resourceIndex = new int[16];
  int[] nameRef = new int[16];
  int[] versionRef = new int[16];
  int[] schemaUrlRef = new int[16];
  int[] droppedAttributes = new int[16];
  int count;

  /** Adds a row of zeros and returns it. */
  int add() {
    int row = count++;
    if (row == resourceIndex.length) {
      resize(Growth.capacity(row, count));
    }
    resourceIndex[row] = 0;
    nameRef[row] = 0;
    versionRef[row] = 0;
    schemaUrlRef[row] = 0;
    droppedAttributes[row] = 0;
    return row;
  }

  ScopeColumns trimmedCopy() {
    ScopeColumns copy = new ScopeColumns();
    copy.count = count;
    copy.resourceIndex = Arrays.copyOf(resourceIndex, count);
    copy.nameRef = Arrays.copyOf(nameRef, count);
    copy.versionRef = Arrays.copyOf(versionRef, count);
    copy.schemaUrlRef = Arrays.copyOf(schemaUrlRef, count);
    copy.droppedAttributes = Arrays.copyOf(droppedAttributes, count);
    return copy;
  }

  private void resize(int capacity) {
    resourceIndex = Arrays.copyOf(resourceIndex, capacity);
    nameRef = Arrays.copyOf(nameRef, capacity);
    versionRef = Arrays.copyOf(versionRef, capacity);
    schemaUrlRef = Arrays.copyOf(schemaUrlRef, capacity);
    droppedAttributes = Arrays.copyOf(droppedAttributes, capacity);
  }
}
