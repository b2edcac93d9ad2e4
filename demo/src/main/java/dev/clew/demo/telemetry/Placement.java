// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Where a replica runs: its pod, node, zone and GPU, and the resource that follows from them. */
record Placement(
    String podName,
    String nodeName,
    String zone,
    String accelerator,
    UUID instanceId,
    UUID podUid,
    long pid) {

  private static final String REGION = "eu-central-1";
  private static final List<String> ZONES = List.of(REGION + "a", REGION + "b", REGION + "c");
  private static final HexFormat HEX = HexFormat.of();

  static Placement of(Deployment deployment, int index, RandomGenerator random) {
    String template = HEX.toHexDigits(random.nextLong()).substring(0, 10);
    String suffix = HEX.toHexDigits(random.nextInt()).substring(0, 5);
    List<String> gpus = deployment.accelerators();
    return new Placement(
        deployment.name() + "-" + template + "-" + suffix,
        "ip-10-0-" + (16 + random.nextInt(3) * 16) + "-" + random.nextInt(250) + "." + REGION,
        ZONES.get(index % ZONES.size()),
        gpus.isEmpty() ? "" : gpus.get(index % gpus.size()),
        uuid(random),
        uuid(random),
        1 + random.nextInt(60));
  }

  Resource resource(Deployment deployment) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(stringKey("service.name"), deployment.name())
            .put(stringKey("service.namespace"), "shop-ml")
            .put(stringKey("service.version"), deployment.version())
            .put(stringKey("service.instance.id"), instanceId.toString())
            .put(stringKey("deployment.environment.name"), "production");
    Language language = deployment.language();
    attributes
        .put(stringKey("telemetry.sdk.name"), "opentelemetry")
        .put(stringKey("telemetry.sdk.language"), language.id())
        .put(stringKey("telemetry.sdk.version"), "1.39.0")
        .put(stringKey("process.runtime.name"), language.runtimeName())
        .put(stringKey("process.runtime.version"), language.runtimeVersion())
        .put(longKey("process.pid"), pid);
    attributes
        .put(stringKey("host.name"), nodeName)
        .put(stringKey("host.arch"), "amd64")
        .put(stringKey("os.type"), "linux")
        .put(stringKey("cloud.provider"), "aws")
        .put(stringKey("cloud.platform"), "aws_eks")
        .put(stringKey("cloud.region"), REGION)
        .put(stringKey("cloud.availability_zone"), zone);
    attributes
        .put(stringKey("k8s.cluster.name"), "shop-ml-prod")
        .put(stringKey("k8s.namespace.name"), "ml-serving")
        .put(stringKey("k8s.deployment.name"), deployment.name())
        .put(stringKey("k8s.pod.name"), podName)
        .put(stringKey("k8s.pod.uid"), podUid.toString())
        .put(stringKey("k8s.node.name"), nodeName)
        .put(stringKey("k8s.node.label.pool"), deployment.nodePool())
        .put(stringKey("container.image.name"), "registry.shop.example/" + deployment.name())
        .put(stringArrayKey("container.image.tags"), List.of(deployment.version(), "stable"));
    if (!accelerator.isEmpty()) {
      attributes.put(stringKey("hw.gpu.model"), accelerator).put(longKey("host.gpu.count"), 1);
    }
    return Resource.create(attributes.build(), "https://opentelemetry.io/schemas/1.40.0");
  }

  private static UUID uuid(RandomGenerator random) {
    long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000;
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
