// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.receiver.grpc.GrpcAnswers;
import dev.clew.receiver.grpc.GrpcHeaders;
import dev.clew.receiver.http.Failure;
import dev.clew.receiver.http.RefusedException;
import dev.clew.receiver.http.RefusedException.Reason;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers to everything that is not a trace. Collectors send metrics and logs to wherever they send
 * traces, so these are told apart from a path that is simply wrong.
 */
final class UnknownPathService implements HttpService {

  private static final Pattern SIGNAL =
      Pattern.compile(
          "/v1(?:development)?/(metrics|logs|profiles)"
              + "|/opentelemetry\\.proto\\.collector\\.(metrics|logs|profiles)\\..*");

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
    Failure failure = Failure.of(new RefusedException(Reason.UNKNOWN_PATH, message(ctx.path())));
    return GrpcHeaders.isGrpc(req.headers())
        ? GrpcAnswers.failed(failure)
        : OtlpAnswers.failed(OtlpHttpProtocol.answerFormat(req.headers()), failure);
  }

  private static String message(String path) {
    return signal(path)
        .map(signal -> signal + ": not stored, Clew takes traces only")
        .orElse("path: " + path + " (expected: " + OtlpHttpProtocol.PATH + ")");
  }

  private static Optional<String> signal(String path) {
    Matcher matcher = SIGNAL.matcher(path);
    return matcher.matches()
        ? Optional.ofNullable(matcher.group(1)).or(() -> Optional.ofNullable(matcher.group(2)))
        : Optional.empty();
  }
}
