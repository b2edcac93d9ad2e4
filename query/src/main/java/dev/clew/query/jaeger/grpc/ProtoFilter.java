// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import dev.clew.proto.jaeger.expression.Call;
import dev.clew.proto.jaeger.expression.Expression;
import dev.clew.query.parameter.ParameterException;

/** Reads structured filters from protobuf. Protobuf itself bounds how deep they nest. */
final class ProtoFilter {

  private ProtoFilter() {}

  static dev.clew.query.jaeger.filter.Expression.Call read(Call call) {
    return new dev.clew.query.jaeger.filter.Expression.Call(
        call.getOp(), call.getArgsList().stream().map(ProtoFilter::read).toList());
  }

  private static dev.clew.query.jaeger.filter.Expression read(Expression term) {
    return switch (term.getTermCase()) {
      case ATTR ->
          new dev.clew.query.jaeger.filter.Expression.Attribute(
              term.getAttr().getKey(), term.getAttr().getLevel());
      case FIELD ->
          new dev.clew.query.jaeger.filter.Expression.BuiltIn(
              term.getField().getName(), term.getField().getLevel());
      case NESTED ->
          new dev.clew.query.jaeger.filter.Expression.Elements(term.getNested().getLevel());
      case SCALAR ->
          new dev.clew.query.jaeger.filter.Expression.Scalar(
              term.getScalar().getValue(), term.getScalar().getType());
      case LIST ->
          new dev.clew.query.jaeger.filter.Expression.Values(
              term.getList().getValuesList(), term.getList().getType());
      case CALL -> read(term.getCall());
      case TERM_NOT_SET ->
          throw ParameterException.malformed("filter", "an empty expression", "one of its terms");
    };
  }
}
