// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import static dev.clew.pipeline.registry.NamedThings.ALIAS;
import static dev.clew.pipeline.registry.NamedThings.MODEL;
import static dev.clew.pipeline.registry.NamedThings.RUN;
import static dev.clew.pipeline.registry.NamedThings.STAGE;
import static dev.clew.pipeline.registry.NamedThings.TTL;
import static dev.clew.pipeline.registry.NamedThings.VERSION;
import static dev.clew.pipeline.registry.NamedThings.VIEW;
import static dev.clew.pipeline.registry.NamedThings.VIEW_VERSION;

import dev.clew.model.SpanBatch;
import dev.clew.pipeline.registry.Answers.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What registries know of the things that the spans of one batch name.
 *
 * <p>Each thing is looked up once, and its texts are put into the batch once, so that a span costs
 * a walk over its attributes and, if it names something that is known, the attributes it gets.
 */
final class BatchFacts {

  private static final int TAGS_MAX = 16;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int NOTHING = 0;

  private final SpanBatch batch;
  private final NamedThings named;
  private final long currentNanos;
  private final Map<Question, Integer> numbers = new HashMap<>();
  private final List<Answer<ModelVersion>> models = new ArrayList<>();
  private final List<Answer<FeatureView>> views = new ArrayList<>();
  private int[] modelOf = {}; // by row: the number of its answer + 1
  private int[] viewOf = {};
  private int[] saidOf = {};

  /** Looks a model up by name and version, or alias. */
  interface ModelLookup {
    /** Of version and alias one is empty; null if nothing is known. */
    @Nullable Answer<ModelVersion> find(String name, String version, String alias);
  }

  /** A thing, and what names it, as the batch has it. */
  private record Question(int thing, long name, long by, boolean isNumber, boolean isNumberBy) {}

  BatchFacts(SpanBatch batch, long currentNanos) {
    this.batch = batch;
    this.named = new NamedThings(batch);
    this.currentNanos = currentNanos;
  }

  /** The batch with what is known. */
  SpanBatch added(
      ModelLookup modelLookup, Function<String, @Nullable Answer<FeatureView>> viewLookup) {
    boolean isKnown = false;
    for (int row = 0; row < batch.spanCount() && !named.isEmpty(); row++) {
      if (named.open(row)) {
        int model = model(row, modelLookup);
        int view = view(viewLookup);
        if (model != NOTHING || view != NOTHING) {
          isKnown = true;
          keep(row, model, view);
        }
      }
    }
    return isKnown ? write() : batch;
  }

  private void keep(int row, int model, int view) {
    if (modelOf.length == 0) {
      modelOf = new int[batch.spanCount()];
      viewOf = new int[batch.spanCount()];
      saidOf = new int[batch.spanCount()];
    }
    modelOf[row] = model;
    viewOf[row] = view;
    saidOf[row] = named.said();
  }

  /** The number of what is known of the open span's model. */
  private int model(int row, ModelLookup lookup) {
    int by = named.isNamed(VERSION) ? VERSION : ALIAS;
    if (!named.isNamed(MODEL) || !named.isNamed(by)) {
      return NOTHING;
    }
    Question question = question(by, MODEL, by);
    Integer number = numbers.get(question);
    if (number == null) {
      String text = named.text(by);
      Answer<ModelVersion> answer =
          lookup.find(named.text(MODEL), by == VERSION ? text : "", by == ALIAS ? text : "");
      number = add(models, answer);
      numbers.put(question, number);
    }
    boolean mayHaveMoved =
        by == ALIAS && number != NOTHING && !isCurrent(row, models.get(number - 1));
    return mayHaveMoved ? NOTHING : number; // the alias may have stood for another version
  }

  private int view(Function<String, @Nullable Answer<FeatureView>> lookup) {
    if (!named.isNamed(VIEW)) {
      return NOTHING;
    }
    Question question = question(VIEW, VIEW, VIEW);
    Integer number = numbers.get(question);
    if (number == null) {
      number = add(views, lookup.apply(named.text(VIEW)));
      numbers.put(question, number);
    }
    return number;
  }

  private Question question(int thing, int name, int by) {
    return new Question(
        thing, named.value(name), named.value(by), named.isNumber(name), named.isNumber(by));
  }

  private static <A> int add(List<Answer<A>> answers, @Nullable Answer<A> answer) {
    if (answer == null) {
      return NOTHING;
    }
    answers.add(answer);
    return answers.size();
  }

  private boolean isCurrent(int row, Answer<?> answer) {
    return Math.abs(batch.startNanos(row) - answer.givenNanos()) <= currentNanos;
  }

  private SpanBatch write() {
    Additions additions = new Additions(batch);
    List<ModelTexts> modelTexts =
        models.stream().map(answer -> new ModelTexts(answer.value(), additions)).toList();
    List<ViewTexts> viewTexts =
        views.stream().map(answer -> new ViewTexts(answer.value(), additions)).toList();
    int registryKey = additions.ref("ml.registry");
    int ofModel = additions.ref("models");
    int ofView = additions.ref("features");
    int ofBoth = additions.ref("models,features");
    for (int row = 0; row < modelOf.length; row++) {
      additions.begin(row);
      int model = modelOf[row];
      int view = viewOf[row];
      if (model != NOTHING) {
        boolean isCurrent = isCurrent(row, models.get(model - 1));
        modelTexts.get(model - 1).add(saidOf[row], isCurrent, additions);
      }
      if (view != NOTHING) {
        addView(row, views.get(view - 1), viewTexts.get(view - 1), additions);
      }
      if (model != NOTHING || view != NOTHING) {
        additions.text(registryKey, view == NOTHING ? ofModel : model == NOTHING ? ofView : ofBoth);
      }
      additions.end();
    }
    return additions.batch();
  }

  private void addView(int row, Answer<FeatureView> answer, ViewTexts texts, Additions additions) {
    if (isCurrent(row, answer)) {
      texts.add(saidOf[row], additions);
    }
    long start = batch.startNanos(row);
    if (start <= answer.givenNanos() + currentNanos) {
      texts.addFreshness(start, additions);
    }
  }

  private static boolean isSaid(int said, int thing) {
    return (said & 1 << thing) != 0;
  }

  /** A version of a model as references in the batch. */
  private static final class ModelTexts {
    private static final List<Integer> THINGS = List.of(VERSION, RUN, STAGE, ALIAS);
    private static final int CHANGING = 2; // the things from here on change

    private final int[] keys = new int[THINGS.size()];
    private final int[] texts = new int[THINGS.size()];
    private final boolean[] isEmpty = new boolean[THINGS.size()];
    private final int[] tags; // keys and texts in turn

    ModelTexts(ModelVersion said, Additions additions) {
      List<String> values =
          List.of(said.version(), said.runId(), said.stage(), String.join(",", said.aliases()));
      for (int i = 0; i < keys.length; i++) {
        keys[i] = additions.ref(NamedThings.KEYS.get(THINGS.get(i)));
        texts[i] = additions.ref(values.get(i));
        isEmpty[i] = values.get(i).isEmpty();
      }
      tags =
          said.tags().entrySet().stream()
              .filter(tag -> !tag.getValue().isEmpty())
              .sorted(Map.Entry.comparingByKey())
              .limit(TAGS_MAX)
              .flatMapToInt(tag ->
                  IntStream.of(
                      additions.ref("ml.model.tag." + tag.getKey()), additions.ref(tag.getValue())))
              .toArray();
    }

    void add(int said, boolean isCurrent, Additions additions) {
      for (int i = 0; i < (isCurrent ? keys.length : CHANGING); i++) {
        if (!isEmpty[i] && !isSaid(said, THINGS.get(i))) {
          additions.text(keys[i], texts[i]);
        }
      }
      for (int i = 0; i < tags.length && isCurrent; i += 2) {
        additions.text(tags[i], tags[i + 1]);
      }
    }
  }

  /** A feature view as references in the batch. */
  private static final class ViewTexts {
    private final FeatureView view;
    private final int versionKey;
    private final int version;
    private final int ttlKey;
    private final int untilKey;
    private final int freshnessKey;
    private long lastUntil;
    private int lastUntilText = -1;

    ViewTexts(FeatureView view, Additions additions) {
      this.view = view;
      this.versionKey = additions.ref(NamedThings.KEYS.get(VIEW_VERSION));
      this.version = additions.ref(view.version());
      this.ttlKey = additions.ref(NamedThings.KEYS.get(TTL));
      this.untilKey = additions.ref("ml.feature.materialized_until");
      this.freshnessKey = additions.ref("ml.feature.freshness");
    }

    void add(int said, Additions additions) {
      if (!view.version().isEmpty() && !isSaid(said, VIEW_VERSION)) {
        additions.text(versionKey, version);
      }
      if (view.ttlSeconds().isPresent() && !isSaid(said, TTL)) {
        additions.number(ttlKey, view.ttlSeconds().getAsDouble());
      }
    }

    void addFreshness(long startNanos, Additions additions) {
      OptionalLong until = view.materializedAt(startNanos);
      if (until.isPresent()) {
        if (lastUntilText < 0 || lastUntil != until.getAsLong()) {
          lastUntil = until.getAsLong();
          lastUntilText = additions.ref(EpochText.of(lastUntil));
        }
        additions.text(untilKey, lastUntilText);
        additions.number(freshnessKey, (startNanos - lastUntil) / NANOS_PER_SECOND);
      }
    }
  }
}
