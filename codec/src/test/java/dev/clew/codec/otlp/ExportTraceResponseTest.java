// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.SpanRejection;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExportTraceResponseTest {

  @Test
  void success_inBothForms_isTheEmptyMessage() {
    assertThat(ExportTraceResponse.SUCCESS.toProtobuf()).isEmpty();
    assertThat(ExportTraceResponse.SUCCESS.toJson()).asString().isEqualTo("{}");
  }

  @Test
  void partialSuccess_inBothForms_saysTheSame() throws Exception {
    DecodeReport report =
        new DecodeReport(5, 7, Map.of(SpanRejection.INVALID_SPAN_ID, 7), "span id: \"é\"");
    ExportTraceResponse response = ExportTraceResponse.of(report);

    ExportTraceServiceResponse proto = ExportTraceServiceResponse.parseFrom(response.toProtobuf());

    assertThat(proto.getPartialSuccess().getRejectedSpans()).isEqualTo(7);
    assertThat(proto.getPartialSuccess().getErrorMessage()).isEqualTo("span id: \"é\"");
    assertThat(parseJson(response)).isEqualTo(proto);
  }

  @Test
  void warning_withoutRejectedSpans_isSent() throws Exception {
    ExportTraceResponse response = new ExportTraceResponse(0, "slow down");

    ExportTraceServiceResponse proto = ExportTraceServiceResponse.parseFrom(response.toProtobuf());

    assertThat(proto.getPartialSuccess().getErrorMessage()).isEqualTo("slow down");
    assertThat(parseJson(response)).isEqualTo(proto);
  }

  private static ExportTraceServiceResponse parseJson(ExportTraceResponse response)
      throws Exception {
    ExportTraceServiceResponse.Builder proto = ExportTraceServiceResponse.newBuilder();
    JsonFormat.parser().merge(new String(response.toJson(), StandardCharsets.UTF_8), proto);
    return proto.build();
  }
}
