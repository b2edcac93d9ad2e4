// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import java.util.Arrays;

/** Copies the scopes that spans have, with their resources, into a builder. */
final class ScopeCopy {

  private final CopyJob job;
  private final SpanBatchBuilder target;

  ScopeCopy(CopyJob job) {
    this.job = job;
    this.target = job.target();
  }

  /** The builder's scope for each of these rows of the scope table. */
  int[] scopes(long[] rows) {
    int[] distinct = distinct(rows);
    TableCopy scopes = new TableCopy(job, distinct).attributes(AttributeScope.SCOPE);
    int[] resources = resources(scopes.numbers(Fixed.SCOPE_RESOURCE));
    int[] names = scopes.references(Fixed.SCOPE_NAME);
    int[] versions = scopes.references(Fixed.SCOPE_VERSION);
    int[] schemaUrls = scopes.references(Fixed.SCOPE_SCHEMA_URL);
    long[] dropped = scopes.numbers(Fixed.SCOPE_DROPPED_ATTRIBUTES);
    int[] copied = new int[distinct.length];
    for (int i = 0; i < distinct.length; i++) {
      copied[i] = target.beginScope(resources[i]);
      target.scopeNameRef(names[i]);
      target.scopeVersionRef(versions[i]);
      target.scopeSchemaUrlRef(schemaUrls[i]);
      target.scopeDroppedAttributesCount((int) dropped[i]);
      scopes.addTo(AttributeScope.SCOPE, i);
      target.endScope();
    }
    return Arrays.stream(rows)
        .mapToInt(row -> copied[Arrays.binarySearch(distinct, (int) row)])
        .toArray();
  }

  private int[] resources(long[] rows) {
    int[] distinct = distinct(rows);
    TableCopy resources = new TableCopy(job, distinct).attributes(AttributeScope.RESOURCE);
    int[] schemaUrls = resources.references(Fixed.RESOURCE_SCHEMA_URL);
    int[] entityRefs = resources.references(Fixed.RESOURCE_ENTITY_REFS);
    long[] dropped = resources.numbers(Fixed.RESOURCE_DROPPED_ATTRIBUTES);
    int[] copied = new int[distinct.length];
    for (int i = 0; i < distinct.length; i++) {
      copied[i] = target.beginResource();
      target.resourceSchemaUrlRef(schemaUrls[i]);
      target.resourceEntityRefsRef(entityRefs[i]);
      target.resourceDroppedAttributesCount((int) dropped[i]);
      resources.addTo(AttributeScope.RESOURCE, i);
      target.endResource();
    }
    return Arrays.stream(rows)
        .mapToInt(row -> copied[Arrays.binarySearch(distinct, (int) row)])
        .toArray();
  }

  private static int[] distinct(long[] rows) {
    return Arrays.stream(rows).mapToInt(Math::toIntExact).sorted().distinct().toArray();
  }
}
