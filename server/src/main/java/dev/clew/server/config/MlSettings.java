// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.vocabulary.Vocabulary;
import dev.clew.vocabulary.VocabularyException;
import dev.clew.vocabulary.VocabularyFile;
import dev.clew.vocabulary.price.PriceFile;
import dev.clew.vocabulary.price.PriceTable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The keys of the ML vocabulary. */
public final class MlSettings {

  public static final Setting<Boolean> DERIVE =
      new Setting<>(
          "ml.derive",
          ValueTypes.flag(),
          true,
          "Whether the concepts of the [ML vocabulary](../vocabulary.md) are derived from spans"
              + " when they come in.");

  public static final Setting<String> VOCABULARY_FILE =
      new Setting<>(
          "ml.vocabulary.file",
          ValueTypes.textOrNone("a YAML file, or nothing"),
          "",
          "A [vocabulary of your own](../vocabulary.md#a-vocabulary-of-your-own), over or in place"
              + " of the one that comes with Clew.");

  public static final Setting<String> PRICES_FILE =
      new Setting<>(
          "ml.prices.file",
          ValueTypes.textOrNone("a YAML file, or nothing"),
          "",
          "A file of [prices](../vocabulary.md#cost) for model calls; they hold for the models"
              + " they name.");

  private MlSettings() {}

  static List<Setting<?>> all() {
    return List.of(DERIVE, VOCABULARY_FILE, PRICES_FILE);
  }

  static MlConfig read(Configuration configuration) {
    return new MlConfig(
        file(configuration, VOCABULARY_FILE, VocabularyFile::read, Vocabulary::standard),
        file(configuration, PRICES_FILE, PriceFile::read, PriceTable::standard),
        configuration.get(DERIVE));
  }

  private static <T> T file(
      Configuration configuration,
      Setting<String> setting,
      BiFunction<String, String, T> reader,
      Supplier<T> standard) {
    String name = configuration.get(setting);
    if (name.isEmpty()) {
      return standard.get();
    }
    try {
      return reader.apply(Files.readString(Path.of(name)), name);
    } catch (VocabularyException e) {
      throw new ConfigurationException(e.problems());
    } catch (NoSuchFileException _) {
      throw problem(setting, name, "no such file");
    } catch (CharacterCodingException _) {
      throw problem(setting, name, "not a text file in UTF-8");
    } catch (IOException e) {
      throw problem(setting, name, "cannot be read (" + e.getMessage() + ")");
    }
  }

  private static ConfigurationException problem(Setting<?> setting, String name, String problem) {
    return new ConfigurationException(List.of(setting.key() + ": " + name + ": " + problem));
  }
}
