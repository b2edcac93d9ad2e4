// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.Arrays;

/** The columns of the resource table. */
final class ResourceColumns {
  int[] schemaUrlRef = new int[16];
  int[] entityRefsRef = new int[16];
  int[] droppedAttributes = new int[16];
  int count;

  /** Adds a row of zeros and returns it. */
  int add() {
    int row = count++;
    if (row == schemaUrlRef.length) {
      resize(Growth.capacity(row, count));
    }
    schemaUrlRef[row] = 0;
    entityRefsRef[row] = 0;
    droppedAttributes[row] = 0;
    return row;
  }

  ResourceColumns trimmedCopy() {
    ResourceColumns copy = new ResourceColumns();
    copy.count = count;
    copy.schemaUrlRef = Arrays.copyOf(schemaUrlRef, count);
    copy.entityRefsRef = Arrays.copyOf(entityRefsRef, count);
    copy.droppedAttributes = Arrays.copyOf(droppedAttributes, count);
    return copy;
  }

  private void resize(int capacity) {
    schemaUrlRef = Arrays.copyOf(schemaUrlRef, capacity);
    entityRefsRef = Arrays.copyOf(entityRefsRef, capacity);
    droppedAttributes = Arrays.copyOf(droppedAttributes, capacity);
  }
}
