// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.Projection;
import dev.clew.model.Projection.Detail;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What the services, hosts and span names of one batch are called in {@link TraceNames}, found once
 * for each resource and each distinct name.
 */
final class BatchCodes {

  /** In this order: an id is surer than an address, and an address than a name. */
  private static final List<String> HOST_KEYS =
      List.of("host.id", "host.ip", "ip", "host.name", "k8s.node.name");

  /** What has to be read of spans for the codes. */
  static final Projection READS =
      Projection.of(Detail.NAME)
          .withAttributes(AttributeScope.RESOURCE, Set.of("service.name"))
          .withAttributes(AttributeScope.RESOURCE, HOST_KEYS);

  private static final int NOT_ASKED = -1;

  private final SpanBatch batch;
  private final TraceNames names;
  private final int[] serviceOfResource;
  private final int[] hostOfResource;
  private final int[] nameOfRef;
  private int lastResource = NOT_ASKED;
  private int lastNameRef = NOT_ASKED;
  private int lastOperation = NOT_ASKED;

  BatchCodes(SpanBatch batch, TraceNames names) {
    this.batch = batch;
    this.names = names;
    this.serviceOfResource = new int[batch.resourceCount()];
    this.hostOfResource = new int[batch.resourceCount()];
    this.nameOfRef = new int[batch.strings().size()];
    Arrays.fill(nameOfRef, NOT_ASKED);
    for (int resource = 0; resource < serviceOfResource.length; resource++) {
      int ref = batch.serviceNameRef(resource);
      serviceOfResource[resource] = names.serviceCode(ref < 0 ? "" : batch.strings().string(ref));
      hostOfResource[resource] = hostOf(resource);
    }
  }

  /** The operation code of a row. */
  int operation(int row) {
    int resource = batch.resourceIndex(row);
    int nameRef = batch.nameRef(row);
    if (resource != lastResource || nameRef != lastNameRef) {
      int name = nameOfRef[nameRef];
      if (name == NOT_ASKED) {
        name = names.nameCode(batch.strings().string(nameRef));
        nameOfRef[nameRef] = name;
      }
      lastOperation = names.operationCode(serviceOfResource[resource], name);
      lastResource = resource;
      lastNameRef = nameRef;
    }
    return lastOperation;
  }

  /** The host code of a row. */
  int host(int row) {
    return hostOfResource[batch.resourceIndex(row)];
  }

  private int hostOf(int resource) {
    AttributeTable table = batch.attributes(AttributeScope.RESOURCE);
    for (String key : HOST_KEYS) {
      int keyRef = batch.strings().find(key);
      int entry = keyRef < 0 ? -1 : table.find(resource, keyRef);
      if (entry >= 0 && table.type(entry) == ValueType.STRING) {
        return names.hostCode(batch.strings().string(table.valueRef(entry)));
      }
    }
    return TraceNames.UNKNOWN_HOST;
  }
}
