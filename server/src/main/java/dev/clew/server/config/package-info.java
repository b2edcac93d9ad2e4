// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * One YAML file, environment variables and command-line overrides become one typed configuration.
 *
 * <p>Start with {@link dev.clew.server.config.Settings}, the catalogue of every key, then {@link
 * dev.clew.server.config.ConfigurationLoader}, which reads the sources and reports everything that
 * is wrong with them at once. {@link dev.clew.server.config.Configuration} is the result; {@link
 * dev.clew.server.config.ServerConfig} turns it into the config records of the components, which
 * know nothing of keys, files or variables.
 */
@NullMarked
package dev.clew.server.config;

import org.jspecify.annotations.NullMarked;
