// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;
import dev.clew.model.DerivedColumns;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import dev.clew.vocabulary.Alias;
import dev.clew.vocabulary.Concept;
import dev.clew.vocabulary.Concepts;
import dev.clew.vocabulary.Convention;
import dev.clew.vocabulary.Layer;
import dev.clew.vocabulary.Operation;
import dev.clew.vocabulary.RoutePattern;
import dev.clew.vocabulary.price.PriceTable;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out plans: reads the values of a span and adds what follows from them. */
final class SpanNormalizer {

  /** Places beyond these are not told apart in {@link Concepts#SOURCE}. */
  private static final int PLACES_MAX = 48;

  private static final int ROUTE_SHIFT = 50;
  private static final int ROUTE_MASK = 0x3FF;
  private static final int ROUTE_MODEL_SHIFT = 60;
  private static final int OPERATION_SHIFT = 62;

  private final CompiledVocabulary vocabulary;
  private final SpanValues values;
  private final Conversion conversion;
  private final CallCost costs;
  private final BatchTexts texts = new BatchTexts();
  private final LongMemo<Optional<RoutePattern.Match>> addresses = new LongMemo<>();
  private final int[] conceptRefs;
  private final int operation;
  private final int layer;
  private final int model;
  private final int version;
  private final int requested;
  private final int source;
  private SpanBatch batch = new SpanBatchBuilder().build();
  private DerivedColumns derived = new DerivedColumns(batch);
  private long origin; // bits: which places, which address, what it says, whether a rule says what
  private long requestedOrigin;
  private long routeOrigin;

  SpanNormalizer(CompiledVocabulary vocabulary, PriceTable prices) {
    this.vocabulary = vocabulary;
    this.values = new SpanValues(vocabulary.concepts.size());
    this.conversion = new Conversion(vocabulary.vocabulary.renames(), aliasNumbers(vocabulary));
    this.costs = new CallCost(vocabulary, prices, values);
    this.conceptRefs = new int[vocabulary.concepts.size()];
    this.operation = vocabulary.conceptNumber(Concepts.OPERATION);
    this.layer = vocabulary.conceptNumber(Concepts.LAYER);
    this.model = vocabulary.conceptNumber(Concepts.MODEL_NAME);
    this.version = vocabulary.conceptNumber(Concepts.MODEL_VERSION);
    this.requested = vocabulary.conceptNumber(Concepts.MODEL_REQUESTED);
    this.source = vocabulary.conceptNumber(Concepts.SOURCE);
  }

  private static IdentityHashMap<Alias, Integer> aliasNumbers(CompiledVocabulary vocabulary) {
    IdentityHashMap<Alias, Integer> numbers = new IdentityHashMap<>();
    for (Convention convention : vocabulary.vocabulary.conventions()) {
      convention.aliases().forEach(alias -> numbers.put(alias, numbers.size()));
    }
    return numbers;
  }

  void begin(SpanBatch next, DerivedColumns target) {
    batch = next;
    derived = target;
    texts.clear();
    addresses.clear();
    Arrays.fill(conceptRefs, 0);
    conversion.begin(next.strings(), target);
    costs.begin(next);
  }

  /** Lets go of the batch. */
  void end() {
    conversion.end();
  }

  /** Derives the attributes of one span; its hits are at these entries, as the plan counts them. */
  void derive(int row, Plans.Known known, int[] entries, ScopeContext context) {
    Plan plan = known.plan();
    values.clear();
    origin = 0;
    requestedOrigin = 0;
    read(plan, known.hits().length, entries, context);
    for (int i = 0; i < plan.constants().size(); i++) {
      Plan.Constant constant = plan.constants().get(i);
      if (!values.has(constant.concept())) {
        values.set(constant.concept(), ValueType.STRING, texts.reference(constant.text(), derived));
      }
    }
    RoutePattern.Match route = plan.routes().isEmpty() ? null : route(plan, entries);
    if (route != null) {
      setFromRoute(route);
    }
    classify(plan, route);
    if (values.has(requested)
        && values.has(model)
        && values.bits(requested) == values.bits(model)) {
      values.remove(requested);
      origin &= ~requestedOrigin;
    }
    costs.add(row, texts, derived);
    emit(known);
  }

  private void read(Plan plan, int spanHits, int[] entries, ScopeContext context) {
    AttributeTable attributes = batch.attributes(AttributeScope.SPAN);
    int number = 0;
    for (int at = 0; at < plan.readings().size(); at++) {
      Plan.Reading reading = plan.readings().get(at);
      int first = number;
      number += reading.places().size();
      for (int i = 0; i < reading.places().size(); i++) {
        Plan.Place place = reading.places().get(i);
        boolean own = place.hit() < spanHits;
        int entry = own ? entries[place.hit()] : context.entries()[place.hit() - spanHits];
        AttributeTable table = own ? attributes : context.tables()[place.hit() - spanHits];
        if (conversion.read(place.alias(), table, entry)) {
          boolean sent =
              place.alias().isCanonical()
                  && table.type(entry) == conversion.type
                  && table.bits(entry) == conversion.bits;
          values.set(reading.concept(), conversion.type, conversion.bits, sent);
          costs.read(reading.concept(), place.alias());
          long bit = sent || first + i >= PLACES_MAX ? 0 : 1L << (first + i);
          origin |= bit;
          requestedOrigin = reading.concept() == requested ? bit : requestedOrigin;
          break;
        }
      }
    }
  }

  /** What the first address that says something says. */
  private RoutePattern.@Nullable Match route(Plan plan, int[] entries) {
    AttributeTable table = batch.attributes(AttributeScope.SPAN);
    for (int i = 0; i < plan.routes().size(); i++) {
      int hit = plan.routes().get(i);
      int entry = entries[hit];
      if (table.type(entry) != ValueType.STRING) {
        continue;
      }
      int service = plan.rpcService() < 0 ? BytesTable.EMPTY : rpcService(table, plan, entries);
      long key = (long) service << 32 | table.valueRef(entry);
      Optional<RoutePattern.Match> match = addresses.get(key);
      if (match == null) {
        match =
            Optional.ofNullable(
                vocabulary.vocabulary.routes().match(address(table, entry, service)));
        addresses.put(key, match);
      }
      if (match.isPresent()) {
        routeOrigin = (hit + 1L & ROUTE_MASK) << ROUTE_SHIFT;
        return match.get();
      }
    }
    return null;
  }

  private static int rpcService(AttributeTable table, Plan plan, int[] entries) {
    int entry = entries[plan.rpcService()];
    return table.type(entry) == ValueType.STRING ? table.valueRef(entry) : BytesTable.EMPTY;
  }

  /** A path; of a method, it is behind the name of its service. */
  private String address(AttributeTable table, int entry, int service) {
    BytesTable strings = batch.strings();
    String text = strings.string(table.valueRef(entry));
    if (text.startsWith("/") || text.contains("://")) {
      return text;
    }
    return service == BytesTable.EMPTY || text.contains("/")
        ? "/" + text
        : "/" + strings.string(service) + "/" + text;
  }

  private void setFromRoute(RoutePattern.Match route) {
    String name = route.model();
    if (name != null && !values.has(model)) {
      values.set(model, ValueType.STRING, derived.intern(name));
      origin |= routeOrigin | 1L << ROUTE_MODEL_SHIFT;
      String number = route.version();
      if (number != null && !values.has(version)) {
        values.set(version, ValueType.STRING, derived.intern(number));
      }
    }
  }

  private void classify(Plan plan, RoutePattern.@Nullable Match route) {
    Operation does = plan.operation();
    if (values.has(operation)) {
      String text = batch.strings().string((int) values.bits(operation));
      does = vocabulary.vocabulary.operations().get(text);
    } else if (does == null && route != null) {
      does = route.operation();
      origin |= routeOrigin;
      values.set(operation, ValueType.STRING, texts.reference(does.name(), derived));
    } else if (does != null) {
      values.set(operation, ValueType.STRING, texts.reference(does.name(), derived));
      origin |= 1L << OPERATION_SHIFT;
    }
    if (!values.has(layer)) {
      Layer where = does == null ? plan.layer() : does.layer();
      if (where != null) {
        values.set(layer, ValueType.STRING, texts.reference(label(where), derived));
      }
    }
    costs.operation(does);
  }

  /** One instance per layer. */
  private static String label(Layer layer) {
    return switch (layer) {
      case REQUEST -> "request";
      case PIPELINE -> "pipeline";
      case MODEL -> "model";
      case INFRASTRUCTURE -> "infrastructure";
    };
  }

  private void emit(Plans.Known known) {
    for (int i = 0; i < values.touchedCount(); i++) {
      int concept = values.touched(i);
      if (values.isDerived(concept)) {
        derived.add(conceptRef(concept), values.type(concept), values.bits(concept));
      }
    }
    if (origin != 0 && source >= 0) {
      String text = known.sources().get(origin);
      if (text == null) {
        text = sources(known);
        known.sources().put(origin, text);
      }
      derived.add(conceptRef(source), ValueType.STRING, texts.reference(text, derived));
    }
  }

  private int conceptRef(int concept) {
    if (conceptRefs[concept] == 0) {
      conceptRefs[concept] = derived.intern(vocabulary.concepts.get(concept).name());
    }
    return conceptRefs[concept];
  }

  /** Which keys the concepts at hand were read from. */
  private String sources(Plans.Known known) {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (Plan.Reading reading : known.plan().readings()) {
      for (Plan.Place place : reading.places()) {
        if (number < PLACES_MAX && (origin >>> number & 1) != 0) {
          append(text, vocabulary.concepts.get(reading.concept()), place.alias().key());
        }
        number++;
      }
    }
    int route = (int) (origin >>> ROUTE_SHIFT & ROUTE_MASK) - 1;
    if (route >= 0) {
      String key = vocabulary.key(known.hits()[route]).name();
      boolean named = (origin >>> ROUTE_MODEL_SHIFT & 1) != 0;
      append(
          text,
          vocabulary.vocabulary.concept(named ? Concepts.MODEL_NAME : Concepts.OPERATION),
          key);
    }
    if ((origin >>> OPERATION_SHIFT & 1) != 0) {
      append(
          text, vocabulary.vocabulary.concept(Concepts.OPERATION), known.plan().operationSource());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Concept concept, String key) {
    text.append(text.isEmpty() ? "" : ",").append(concept.name()).append('=').append(key);
  }
}
