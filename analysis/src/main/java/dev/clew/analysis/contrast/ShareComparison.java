// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import dev.clew.analysis.contrast.SpanItems.IntList;
import dev.clew.analysis.statistics.FalseDiscovery;
import dev.clew.analysis.statistics.Proportions;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.AttributeScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares of how many traces something is true in two sets: values of attributes by service,
 * operations, calls from service to service.
 */
final class ShareComparison {

  private static final double SIGNIFICANT = 0.05;
  private static final int LISTED_MAX = 20;
  private static final int TRACES_MIN = 5;

  private final SpanItems items;
  private final LongCodes codes = new LongCodes(); // by service and pair
  private final List<String> services = new ArrayList<>();
  private final Map<Integer, Integer> calls = new HashMap<>();
  private int[] lastTrace = new int[1024];
  private int[] selected = new int[1024];
  private int[] reference = new int[1024];

  ShareComparison(SpanItems items) {
    this.items = items;
    Arrays.fill(lastTrace, -1);
  }

  List<ShareDifference> compare(List<TraceView> selectedViews, List<TraceView> referenceViews) {
    int trace = 0;
    for (TraceView view : selectedViews) {
      count(view, trace++, true);
    }
    for (TraceView view : referenceViews) {
      count(view, trace++, false);
    }
    for (int service = 0; service < selectedViews.getFirst().names().serviceCount(); service++) {
      services.add(selectedViews.getFirst().names().service(service));
    }
    return differences(selectedViews.size(), referenceViews.size());
  }

  private void count(TraceView view, int trace, boolean isSelected) {
    IntList found = new IntList();
    for (int row = 0; row < view.size(); row++) {
      found.clear();
      found.add(items.operation(view, row));
      items.collect(view, row, AttributeScope.SPAN, found);
      items.collect(view, row, AttributeScope.DERIVED, found);
      if (items.isResourceNew(view, row, trace)) {
        items.collect(view, row, AttributeScope.RESOURCE, found);
      }
      int parent = view.parent(row);
      if (parent != TraceView.NONE && view.service(parent) != view.service(row)) {
        count(view.service(parent), callOf(view, row), trace, isSelected);
      }
      for (int i = 0; i < found.size(); i++) {
        count(view.service(row), found.get(i), trace, isSelected);
      }
    }
  }

  private int callOf(TraceView view, int row) {
    return calls.computeIfAbsent(
        view.service(row), _ -> items.pair("calls", view.serviceName(row)));
  }

  private void count(int service, int pair, int trace, boolean isSelected) {
    int code = codes.code((long) service << 32 | pair);
    if (code >= lastTrace.length) {
      int before = lastTrace.length;
      lastTrace = Arrays.copyOf(lastTrace, before * 2);
      Arrays.fill(lastTrace, before, before * 2, -1);
      selected = Arrays.copyOf(selected, before * 2);
      reference = Arrays.copyOf(reference, before * 2);
    }
    if (lastTrace[code] != trace) {
      lastTrace[code] = trace;
      (isSelected ? selected : reference)[code]++;
    }
  }

  private List<ShareDifference> differences(int selectedCount, int referenceCount) {
    List<ShareDifference> all = new ArrayList<>();
    for (int code = 0; code < codes.size(); code++) {
      int in = selected[code];
      int out = reference[code];
      if (in + out >= TRACES_MIN) {
        double difference = (double) in / selectedCount - (double) out / referenceCount;
        double p = Proportions.difference(in, selectedCount - in, out, referenceCount - out);
        int pair = (int) codes.key(code);
        Condition condition = new Condition(items.key(pair), "=", items.value(pair));
        String service = services.get((int) (codes.key(code) >>> 32));
        all.add(new ShareDifference(service, condition, in, out, difference, p));
      }
    }
    double[] adjusted =
        FalseDiscovery.adjust(
            all.stream().mapToDouble(ShareDifference::pValue).toArray(), all.size());
    List<ShareDifference> significant = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      if (adjusted[i] <= SIGNIFICANT) {
        ShareDifference each = all.get(i);
        significant.add(
            new ShareDifference(
                each.service(),
                each.condition(),
                each.selectedTraces(),
                each.referenceTraces(),
                each.difference(),
                adjusted[i]));
      }
    }
    significant.sort(
        Comparator.comparingDouble((ShareDifference each) -> -Math.abs(each.difference()))
            .thenComparing(ShareDifference::service)
            .thenComparing(each -> each.condition().toString()));
    return significant.stream().limit(LISTED_MAX).toList();
  }
}
