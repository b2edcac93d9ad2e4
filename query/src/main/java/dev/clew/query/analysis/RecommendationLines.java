// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import static dev.clew.analysis.figure.Words.duration;
import static dev.clew.analysis.figure.Words.number;
import static dev.clew.analysis.figure.Words.percent;

import dev.clew.analysis.recommendation.Gain;
import dev.clew.analysis.recommendation.Measured;
import dev.clew.analysis.recommendation.Recommendation;
import dev.clew.analysis.recommendation.Recommendations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recommendations as sentences, the same in text and HTML. */
final class RecommendationLines {

  private static final double BYTES_PER_KIBIBYTE = 1024;

  private RecommendationLines() {}

  /** Recommendations of about the same impact. */
  record Group(String title, List<Recommendation> recommendations) {}

  /** The groups that are not empty, the most urgent first. */
  static List<Group> groups(Recommendations recommendations) {
    List<Group> groups = new ArrayList<>();
    groups.add(new Group("high impact", recommendations.high()));
    groups.add(new Group("medium impact", recommendations.medium()));
    groups.add(new Group("low impact", recommendations.low()));
    groups.removeIf(group -> group.recommendations.isEmpty());
    return groups;
  }

  /** The rule for people: {@code retry storm}. */
  static String rule(Recommendation recommendation) {
    return recommendation.rule().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What would be gained, and how that was estimated. */
  static String gain(Recommendation recommendation) {
    Gain gain = recommendation.gain();
    String what =
        switch (gain.kind()) {
          case LATENCY ->
              "requests take %s less time, %s each"
                  .formatted(percent(gain.share()), duration(gain.nanosPerRequest()));
          case ERRORS -> "%s of requests no longer fail".formatted(percent(gain.share()));
          case RESOURCES -> "%s less is needed".formatted(percent(gain.share()));
        };
    return "gain: " + what + " (" + gain.estimate() + ")";
  }

  /** The numbers it stands on. */
  static String figures(Recommendation recommendation) {
    List<String> figures = new ArrayList<>();
    for (Measured figure : recommendation.figures()) {
      if (!Double.isNaN(figure.value())) {
        figures.add(figure.name() + " " + value(figure));
      }
    }
    return String.join("; ", figures);
  }

  private static String value(Measured figure) {
    return switch (figure.unit()) {
      case "ns" -> duration(figure.value());
      case "1" -> percent(figure.value());
      case "By" -> number(figure.value() / BYTES_PER_KIBIBYTE) + " KiB";
      default -> number(figure.value());
    };
  }
}
