// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.StatusCode;

/** References, in one builder, of the tags that mean more than their text. */
final class ZipkinTagKeys {

  final int scopeName;
  final int scopeVersion;
  final int traceState;
  final int kind;
  final int internalKind;
  final int status;
  final int statusMessage;
  final int error;
  final int trueText;
  final int falseText;
  final int remoteService;
  final int remoteAddress;
  final int remotePort;
  final int remoteIpv6;
  final int shared;
  final int debug;
  final int startAbsent;

  private final SpanBatchBuilder target;
  private final int ok;
  private final int okOfProtobuf;
  private final int errorCode;
  private final int errorCodeOfProtobuf;

  ZipkinTagKeys(SpanBatchBuilder target) {
    this.target = target;
    scopeName = target.intern(ZipkinAttributes.SCOPE_NAME_TAG);
    scopeVersion = target.intern(ZipkinAttributes.SCOPE_VERSION_TAG);
    traceState = target.intern(ZipkinAttributes.TRACE_STATE_TAG);
    kind = target.intern(ZipkinAttributes.KIND_TAG);
    internalKind = target.intern("internal");
    status = target.intern(ZipkinAttributes.STATUS_TAG);
    statusMessage = target.intern(ZipkinAttributes.STATUS_MESSAGE_TAG);
    error = target.intern(ZipkinAttributes.ERROR_TAG);
    trueText = target.intern("true");
    falseText = target.intern("false");
    remoteService = target.intern(ZipkinAttributes.REMOTE_SERVICE);
    remoteAddress = target.intern(ZipkinAttributes.REMOTE_ADDRESS);
    remotePort = target.intern(ZipkinAttributes.REMOTE_PORT);
    remoteIpv6 = target.intern(ZipkinAttributes.REMOTE_IPV6);
    shared = target.intern(ZipkinAttributes.SHARED);
    debug = target.intern(ZipkinAttributes.DEBUG);
    startAbsent = target.intern(ZipkinAttributes.START_ABSENT);
    ok = target.intern("OK");
    okOfProtobuf = target.intern("STATUS_CODE_OK");
    errorCode = target.intern("ERROR");
    errorCodeOfProtobuf = target.intern("STATUS_CODE_ERROR");
  }

  /** Whether a key is one under which a remote endpoint is kept. */
  boolean isOfRemoteEndpoint(int keyRef) {
    return keyRef == remoteService
        || keyRef == remoteAddress
        || keyRef == remotePort
        || keyRef == remoteIpv6;
  }

  /** Whether a key is one of the flags of a span. */
  boolean isFlag(int keyRef) {
    return keyRef == shared || keyRef == debug || keyRef == startAbsent;
  }

  /** The key that stands for a tag with the key of a part of the remote endpoint. */
  int tagOfRemote(int keyRef) {
    return tag(
        keyRef == remoteService
            ? ZipkinAttributes.REMOTE_SERVICE
            : keyRef == remoteAddress
                ? ZipkinAttributes.REMOTE_ADDRESS
                : keyRef == remotePort
                    ? ZipkinAttributes.REMOTE_PORT
                    : ZipkinAttributes.REMOTE_IPV6);
  }

  /** The key that stands for a tag whose own is taken. */
  private int tag(String key) {
    return target.intern(ZipkinAttributes.TAG_PREFIX + key);
  }

  /** The key that stands for a tag with the key of a flag. */
  int tagOfFlag(int keyRef) {
    return tag(
        keyRef == shared
            ? ZipkinAttributes.SHARED
            : keyRef == debug ? ZipkinAttributes.DEBUG : ZipkinAttributes.START_ABSENT);
  }

  StatusCode statusCode(int valueRef) {
    if (valueRef == ok || valueRef == okOfProtobuf) {
      return StatusCode.OK;
    }
    return valueRef == errorCode || valueRef == errorCodeOfProtobuf
        ? StatusCode.ERROR
        : StatusCode.UNSET;
  }
}
