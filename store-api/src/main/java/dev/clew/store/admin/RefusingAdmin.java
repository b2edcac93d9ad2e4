// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.admin;

import dev.clew.model.TraceId;

/** Of a store that can neither delete nor archive. */
final class RefusingAdmin implements StoreAdmin {

  @Override
  public DeletionResult delete(Deletion deletion) {
    throw new NotSupportedException("delete: this store cannot delete");
  }

  @Override
  public boolean archive(TraceId id) {
    throw new NotSupportedException("archive: this store cannot archive");
  }

  @Override
  public boolean unarchive(TraceId id) {
    return false;
  }

  @Override
  public boolean isArchived(TraceId id) {
    return false;
  }
}
