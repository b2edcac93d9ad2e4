// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import dev.clew.pipeline.registry.FeatureView;
import dev.clew.pipeline.registry.ModelVersion;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MLflow's and Feast's registries, as their documentation has them, and all that may go wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistriesTest {

  private static final String SECRET = "Bearer s3cr3t";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final String VERSION =
      """
      {"model_version": {"name": "fraud detector", "version": "3", "creation_timestamp": "1750000000000",
        "last_updated_timestamp": 1750000001000, "current_stage": "Production", "source": "s3://models/1",
        "run_id": "0f9c", "status": "READY", "aliases": ["champion", "blue"],
        "tags": [{"key": "team", "value": "risk"}, {"key": "empty"}], "model_id": "m-1"}}
      """;
  private static final String VIEW =
      """
      {"type": "featureView",
       "spec": {"name": "users", "project": "shop", "entities": ["user"], "ttl": "86400s", "online": true,
         "features": [{"name": "spend", "valueType": "DOUBLE"}]},
       "meta": {"createdTimestamp": "2026-01-01T00:00:00Z", "currentVersionNumber": "7",
         "materializationIntervals": [
           {"startTime": "2026-01-01T00:00:00Z", "endTime": "2026-01-02T00:00:00Z"},
           {"startTime": "2026-01-02T00:00:00Z", "endTime": "2026-01-02T12:30:00.500Z"}]}}
      """;
  private static final String NO_SUCH_VERSION =
      "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"no such model\"}";

  private final ConcurrentLinkedQueue<AggregatedHttpRequest> requests =
      new ConcurrentLinkedQueue<>();
  private volatile Function<AggregatedHttpRequest, HttpResponse> answer = _ -> json(200, VERSION);
  private final Server server =
      Server.builder()
          .http(0)
          .serviceUnder(
              "/",
              (_, request) ->
                  HttpResponse.of(
                      request
                          .aggregate()
                          .thenApply(whole -> {
                            requests.add(whole);
                            return answer.apply(whole);
                          })))
          .build();

  RegistriesTest() {
    server.start().join();
  }

  @BeforeEach
  void forget() {
    requests.clear();
    answer = _ -> json(200, VERSION);
  }

  @AfterAll
  void stop() {
    server.stop().join();
  }

  @Test
  void version_isReadFromDocumentedJson() throws Exception {
    try (MlflowRegistry mlflow = new MlflowRegistry(address("/mlflow", TIMEOUT))) {
      assertThat(mlflow.version("fraud detector", "3"))
          .contains(
              new ModelVersion(
                  "3",
                  "0f9c",
                  "Production",
                  List.of("champion", "blue"),
                  Map.of("team", "risk", "empty", "")));
    }

    AggregatedHttpRequest asked = requests.remove();
    assertThat(asked.path())
        .startsWith("/mlflow/api/2.0/mlflow/model-versions/get?")
        .contains("name=fraud+detector", "version=3");
    assertThat(asked.headers().get("authorization")).isEqualTo(SECRET);
  }

  @Test
  void alias_isAskedForByName() throws Exception {
    try (MlflowRegistry mlflow = new MlflowRegistry(address("", TIMEOUT))) {
      assertThat(mlflow.alias("fraud", "champion")).map(ModelVersion::version).contains("3");
    }

    assertThat(requests.remove().path())
        .startsWith("/api/2.0/mlflow/registered-models/alias?")
        .contains("name=fraud", "alias=champion");
  }

  @Test
  void versionWithoutStage_hasNone() throws Exception {
    answer = _ -> json(200, "{\"model_version\":{\"version\":\"1\",\"current_stage\":\"None\"}}");
    try (MlflowRegistry mlflow = new MlflowRegistry(address("", TIMEOUT))) {
      assertThat(mlflow.version("fraud", "1"))
          .contains(new ModelVersion("1", "", "", List.of(), Map.of()));
    }
  }

  @Test
  void versionThatDoesNotExist_isAbsent() throws Exception {
    answer = _ -> json(404, NO_SUCH_VERSION);
    try (MlflowRegistry mlflow = new MlflowRegistry(address("", TIMEOUT))) {
      assertThat(mlflow.version("fraud", "9")).isEmpty();
    }
    answer = _ -> json(400, "{\"error_code\": \"INVALID_PARAMETER_VALUE\"}");
    try (MlflowRegistry mlflow = new MlflowRegistry(address("", TIMEOUT))) {
      assertThat(mlflow.alias("fraud", "nobody")).isEmpty();
    }
  }

  @Test
  void view_isReadFromDocumentedJson() throws Exception {
    answer = _ -> json(200, VIEW);
    FeatureView expected =
        new FeatureView(
            "7",
            OptionalDouble.of(86_400),
            List.of(nanos("2026-01-02T00:00:00Z"), nanos("2026-01-02T12:30:00.500Z")));
    try (FeastRegistry feast = new FeastRegistry(address("", TIMEOUT), "shop")) {
      assertThat(feast.view("users/all")).contains(expected);
      answer = _ -> json(200, "{\"featureView\": " + VIEW + "}");
      assertThat(feast.view("users")).contains(expected);
    }

    assertThat(requests.remove().path())
        .isEqualTo("/api/v1/feature_views/users%2Fall?project=shop");
  }

  @Test
  void viewWithDefaults_whichAreLeftOut_isNotGuessedAt() throws Exception {
    answer = _ -> json(200, "{\"spec\": {\"name\": \"users\", \"ttl\": \"0s\"}, \"meta\": {}}");
    try (FeastRegistry feast = new FeastRegistry(address("", TIMEOUT), "shop")) {
      assertThat(feast.view("users"))
          .contains(new FeatureView("", OptionalDouble.empty(), List.of()));
    }
  }

  @Test
  void viewThatDoesNotExist_isAbsent() throws Exception {
    answer = _ -> json(404, "{\"detail\": \"Feature view users does not exist\"}");
    try (FeastRegistry feast = new FeastRegistry(address("", TIMEOUT), "shop")) {
      assertThat(feast.view("users")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 404, 429, 500, 503})
  void otherStatus_isAFailure_withoutTheSecret(int status) throws Exception {
    answer =
        _ ->
            status == 301
                ? HttpResponse.ofRedirect("/elsewhere")
                : HttpResponse.of(HttpStatus.valueOf(status), MediaType.PLAIN_TEXT, "not JSON");
    try (MlflowRegistry mlflow = new MlflowRegistry(address("", TIMEOUT));
        FeastRegistry feast = new FeastRegistry(address("", TIMEOUT), "shop")) {
      assertThatThrownBy(() -> mlflow.version("fraud", "3"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("expected: a model_version")
          .hasMessageNotContaining("s3cr3t");
      assertThatThrownBy(() -> feast.view("users"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("expected: a feature view");
    }
    assertThat(requests).noneMatch(request -> request.path().contains("elsewhere"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"model_version\": {\"ver", "[]", "null", "{\"model_version\": 3}"})
  void malformedAnswer_isAFailure(String body) throws Exception {
    answer = _ -> json(200, body);
    try (MlflowRegistry mlflow = new MlflowRegistry(address("", TIMEOUT));
        FeastRegistry feast = new FeastRegistry(address("", TIMEOUT), "shop")) {
      assertThatThrownBy(() -> mlflow.version("fraud", "3")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> feast.view("users")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void malformedTimes_areAFailure() throws Exception {
    try (FeastRegistry feast = new FeastRegistry(address("", TIMEOUT), "shop")) {
      answer = _ -> json(200, VIEW.replace("2026-01-02T00:00:00Z\"}", "yesterday\"}"));
      assertThatThrownBy(() -> feast.view("users")).hasMessageContaining("endTime: yesterday");
      answer = _ -> json(200, VIEW.replace("86400s", "a day"));
      assertThatThrownBy(() -> feast.view("users")).hasMessageContaining("ttl: a day");
    }
  }

  @Test
  void endlessAnswer_isAFailure() throws Exception {
    answer = _ -> json(200, "{\"model_version\": {\"version\": \"" + "3".repeat(2 << 20) + "\"}}");
    try (MlflowRegistry mlflow = new MlflowRegistry(address("", TIMEOUT))) {
      assertThatThrownBy(() -> mlflow.version("fraud", "3")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void answerThatDoesNotCome_orDoesNotEnd_isAFailureInTime() throws Exception {
    Duration soon = Duration.ofMillis(200);
    try (MlflowRegistry mlflow = new MlflowRegistry(address("", soon))) {
      answer = _ -> HttpResponse.streaming();
      assertThatThrownBy(() -> mlflow.version("fraud", "3")).isInstanceOf(IOException.class);
      answer =
          _ -> {
            var response = HttpResponse.streaming();
            response.write(ResponseHeaders.of(200));
            response.write(HttpData.ofUtf8("{"));
            return response;
          };
      assertThatThrownBy(() -> mlflow.version("fraud", "3"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no answer within PT0.2S");
    }
  }

  @Test
  void serverThatIsNotThere_isAFailure() throws Exception {
    URI nobody;
    try (ServerSocket closed = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }
    try (MlflowRegistry mlflow = new MlflowRegistry(new RegistryAddress(nobody, SECRET, TIMEOUT))) {
      assertThatThrownBy(() -> mlflow.version("fraud", "3")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void address_doesNotShowItsSecret_andIsChecked() {
    assertThat(address("", TIMEOUT).toString()).doesNotContain("s3cr3t");
    for (String wrong : List.of("ftp://host", "host:5000", "http:///path", "http://me:pw@host")) {
      assertThatThrownBy(() -> new RegistryAddress(URI.create(wrong), "", TIMEOUT))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: an address")
          .hasMessageNotContaining("pw");
    }
  }

  private RegistryAddress address(String path, Duration timeout) {
    return new RegistryAddress(
        URI.create("http://127.0.0.1:" + server.activeLocalPort() + path), SECRET, timeout);
  }

  private static HttpResponse json(int status, String body) {
    return HttpResponse.of(HttpStatus.valueOf(status), MediaType.JSON, body);
  }

  private static long nanos(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
