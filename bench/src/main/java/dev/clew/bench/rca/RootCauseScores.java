// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.rca;

import dev.clew.analysis.rootcause.RootCauses;
import dev.clew.analysis.rootcause.Suspect;
import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ranks the services of every case, once by spans alone and once with events. */
final class RootCauseScores {

  private final Accuracy traceOnly = new Accuracy();
  private final Accuracy traceAndEvents = new Accuracy();
  private final Map<String, Both> byFaultType = new TreeMap<>();
  private final List<Judged> judged = new ArrayList<>();

  /** The accuracy of both ways. */
  record Both(Accuracy traceOnly, Accuracy traceAndEvents) {}

  /** What came of one case. */
  record Judged(FaultCase fault, int traceOnlyRank, int rank, List<Suspect> suspects) {

    Judged {
      suspects = List.copyOf(suspects);
    }
  }

  Accuracy traceOnly() {
    return traceOnly;
  }

  Accuracy traceAndEvents() {
    return traceAndEvents;
  }

  Map<String, Both> byFaultType() {
    return byFaultType;
  }

  List<Judged> judged() {
    return judged;
  }

  void judge(FaultCase fault) throws IOException {
    TraceViews views = new TraceViews();
    List<TraceView> baseline = views.list(List.of(TraceFile.read(fault.baseline())));
    List<TraceView> incident = views.list(List.of(TraceFile.read(fault.incident())));
    List<Suspect> blind = RootCauses.rank(baseline, incident, false);
    List<Suspect> seeing = RootCauses.rank(baseline, incident, true);
    Both both =
        byFaultType.computeIfAbsent(fault.type(), _ -> new Both(new Accuracy(), new Accuracy()));
    int traceOnlyRank = rank(blind, fault.service());
    int rank = rank(seeing, fault.service());
    traceOnly.add(traceOnlyRank, blind.size());
    both.traceOnly().add(traceOnlyRank, blind.size());
    traceAndEvents.add(rank, seeing.size());
    both.traceAndEvents().add(rank, seeing.size());
    judged.add(new Judged(fault, traceOnlyRank, rank, seeing));
  }

  /** The place of a service, from 1; one past the last if it is not there. */
  private static int rank(List<Suspect> suspects, String service) {
    for (int i = 0; i < suspects.size(); i++) {
      if (suspects.get(i).service().equals(service)) {
        return i + 1;
      }
    }
    return suspects.size() + 1;
  }
}
