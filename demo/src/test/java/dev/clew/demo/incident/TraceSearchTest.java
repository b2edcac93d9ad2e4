// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TraceSearchTest {

  private static final URI BASE = URI.create("http://127.0.0.1:16686");

  @Test
  void url_carriesEveryCriterion_percentEncoded() {
    TraceSearch search =
        TraceSearch.of("ranker-server")
            .operation("batch recommender-ranker")
            .tag("ml.model.version", "7")
            .tag("ml.gpu.type", "NVIDIA \"L4\"")
            .atLeast(Duration.ofMillis(60));

    assertThat(search.url(BASE, 3))
        .hasToString(
            "http://127.0.0.1:16686/search?service=ranker-server"
                + "&operation=batch%20recommender-ranker"
                + "&tags=%7B%22ml.gpu.type%22%3A%22NVIDIA%20%5C%22L4%5C%22%22%2C"
                + "%22ml.model.version%22%3A%227%22%7D"
                + "&minDuration=60ms&lookback=3h&limit=50");
  }

  @Test
  void url_serviceOnly_leavesTheRestOut() {
    assertThat(TraceSearch.of("triton").url(BASE, 1))
        .hasToString("http://127.0.0.1:16686/search?service=triton&lookback=1h&limit=50");
  }
}
