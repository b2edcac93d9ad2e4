// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.query.jaeger.v3.SearchText;
import dev.clew.query.parameter.ParameterException;
import dev.clew.store.query.SpanFilter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the conditions of a search. */
final class QueryOption implements ITypeConverter<SpanFilter> {

  @Override
  public SpanFilter convert(String text) {
    try {
      return SearchText.parse("--query", text);
    } catch (ParameterException e) {
      TypeConversionException malformed = new TypeConversionException(e.getMessage());
      malformed.initCause(e);
      throw malformed;
    }
  }
}
