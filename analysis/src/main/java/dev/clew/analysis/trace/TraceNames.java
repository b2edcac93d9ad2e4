// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The services, operations and hosts of a set of traces, each known by a small dense integer that
 * means the same in all of its {@link TraceView}s. So figures per service or operation are arrays.
 *
 * <p>An operation is a span name within a service. A service without a name is the empty text, as
 * in the store.
 *
 * <p>Threads: one at a time while views are made; after that any number may read.
 */
public final class TraceNames {

  /** The code of a span whose host is not known. */
  public static final int UNKNOWN_HOST = -1;

  private final UnaryOperator<String> naming;
  private final TextCodes services = new TextCodes();
  private final TextCodes names = new TextCodes();
  private final TextCodes hosts = new TextCodes();
  private final Map<Long, Integer> operations = new HashMap<>(); // by service and name
  private int[] serviceOfOperation = new int[16];
  private int[] nameOfOperation = new int[16];

  /** Nothing yet, and span names as they are. */
  TraceNames() {
    this(UnaryOperator.identity());
  }

  /** Nothing yet; span names are what {@code naming} makes of them. */
  TraceNames(UnaryOperator<String> naming) {
    this.naming = naming;
  }

  /** How many services there are; codes are {@code 0 .. serviceCount() - 1}. */
  public int serviceCount() {
    return services.size();
  }

  /** The name of a service. */
  public String service(int service) {
    return services.text(service);
  }

  /** The code of a service, or -1 if none of the traces has it. */
  public int findService(String name) {
    return services.find(name);
  }

  /** How many operations there are; codes are {@code 0 .. operationCount() - 1}. */
  public int operationCount() {
    return operations.size();
  }

  /** The service that an operation belongs to. */
  public int serviceOf(int operation) {
    return serviceOfOperation[operation];
  }

  /** The span name of an operation, without its service. */
  public String operation(int operation) {
    return names.text(nameOfOperation[operation]);
  }

  /** A code for the span name of an operation; the same name in two services has the same one. */
  public int nameOf(int operation) {
    return nameOfOperation[operation];
  }

  /** The code of an operation, or -1 if none of the traces has it. */
  public int findOperation(String service, String name) {
    int serviceCode = services.find(service);
    int nameCode = names.find(name);
    return serviceCode < 0 || nameCode < 0
        ? -1
        : operations.getOrDefault(pair(serviceCode, nameCode), -1);
  }

  /** The text that identifies a host. */
  public String host(int host) {
    return hosts.text(host);
  }

  int serviceCode(String name) {
    return services.code(name);
  }

  int nameCode(String name) {
    return names.code(naming.apply(name));
  }

  int hostCode(String host) {
    return hosts.code(host);
  }

  int operationCode(int service, int name) {
    Integer known = operations.get(pair(service, name));
    if (known != null) {
      return known;
    }
    int code = operations.size();
    if (code == serviceOfOperation.length) {
      serviceOfOperation = Arrays.copyOf(serviceOfOperation, code * 2);
      nameOfOperation = Arrays.copyOf(nameOfOperation, code * 2);
    }
    serviceOfOperation[code] = service;
    nameOfOperation[code] = name;
    operations.put(pair(service, name), code);
    return code;
  }

  private static long pair(int service, int name) {
    return (long) service << 32 | name;
  }
}
