// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * Configures Logback in code, which is quicker to start than XML and has no file to lose. Logback
 * finds this class as a service when the first logger is asked for.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0}: %msg%n%rEx{short}";

  /** Libraries are chatty at INFO; their warnings matter, their life cycle does not. */
  private static final Level LIBRARY_LEVEL_MIN = Level.WARN;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();

    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("standard error");
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();

    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(LIBRARY_LEVEL_MIN);
    root.addAppender(console);
    context.getLogger("dev.clew").setLevel(Level.INFO);
    // Armeria counts the tasks of a thread pool that several of its servers share once for each.
    context.getLogger("io.micrometer.core.instrument.MeterRegistry").setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * Sets the level of Clew's own loggers; libraries stay at WARN unless the level is DEBUG or
   * ERROR.
   */
  public static void setLevel(LogLevel logLevel) {
    Level level = Level.toLevel(logLevel.name());
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger("dev.clew").setLevel(level);
    if (logLevel == LogLevel.ERROR) {
      context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(level);
    }
  }
}
