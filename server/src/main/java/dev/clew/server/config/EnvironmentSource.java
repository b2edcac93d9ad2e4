// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.clew.model.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the {@code CLEW_…} variables: {@code CLEW_OTLP_GRPC_PORT} sets {@code otlp.grpc.port}. */
final class EnvironmentSource {

  static final String PREFIX = "CLEW_";

  /** Read by the {@code ./clew} script, which starts this program. */
  private static final Set<String> OF_THE_LAUNCHER =
      Set.of("CLEW_JAVA_HOME", "CLEW_JAVA_OPTS", "CLEW_HEAP", "CLEW_REHEARSAL");

  /**
   * Kubernetes describes every service of a namespace to its pods in variables such as {@code
   * CLEW_SERVICE_HOST} or, for a service named clew-query, {@code
   * CLEW_QUERY_PORT=tcp://10.0.0.1:16686}. Nobody wrote those for us.
   */
  private static final Pattern KUBERNETES_NAME =
      Pattern.compile("CLEW_(.*_)?(SERVICE_(HOST|PORT(_.*)?)|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");

  private static final Pattern KUBERNETES_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  private final Map<String, Setting<?>> settingsByVariable;

  EnvironmentSource(Collection<Setting<?>> settings) {
    settingsByVariable = settings.stream().collect(toMap(Setting::environmentVariable, identity()));
  }

  /**
   * Assignments in the order of the variables' names; what cannot be a setting is added to {@code
   * problems}.
   */
  List<Assignment> read(Map<String, String> environment, List<String> problems) {
    List<Assignment> assignments = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach((variable, value) -> {
          Setting<?> setting = settingsByVariable.get(variable);
          if (!isOurs(variable, value)) {
            return;
          }
          if (setting == null) {
            problems.add(unknown(variable, value));
          } else {
            assignments.add(new Assignment(setting.key(), value, variable));
          }
        });
    return assignments;
  }

  private static boolean isOurs(String variable, String value) {
    return variable.startsWith(PREFIX)
        && !OF_THE_LAUNCHER.contains(variable)
        && !KUBERNETES_NAME.matcher(variable).matches()
        && !KUBERNETES_ADDRESS.matcher(value).matches();
  }

  private String unknown(String variable, String value) {
    Setting<?> nearest =
        NearestName.to(variable, settingsByVariable.values(), Setting::environmentVariable);
    return "%s: %s (unknown variable; nearest: %s, %s)"
        .formatted(variable, value, nearest.environmentVariable(), nearest.type().expected());
  }
}
