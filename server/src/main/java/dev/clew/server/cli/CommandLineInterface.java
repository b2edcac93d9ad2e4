// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.server.assembly.ClosedWhileStartingException;
import dev.clew.server.assembly.PortsUnavailableException;
import dev.clew.server.config.ConfigurationException;
import dev.clew.store.StoreException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import picocli.CommandLine;

/** Reads the arguments, runs the command they name and says how it went. */
public final class CommandLineInterface {

  private final Map<String, String> environment;
  private final PrintWriter out;
  private final PrintWriter err;

  public CommandLineInterface(Map<String, String> environment, PrintWriter out, PrintWriter err) {
    this.environment = Map.copyOf(environment);
    this.out = out;
    this.err = err;
  }

  /**
   * The exit code: 0 when all went well, 1 when the command failed, 2 when it was called wrongly.
   */
  public int run(String... arguments) {
    return new CommandLine(new ClewCommand())
        .addSubcommand(new ServeCommand(environment, out))
        .addSubcommand(new DemoCommand(environment, out))
        .addSubcommand(new AnalyzeCommand(out))
        .addSubcommand(new ConfigCommand(environment, out))
        .addSubcommand(storeCommands())
        .addSubcommand(new RehearseCommand())
        .setOut(out)
        .setErr(err)
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(this::wrongUsage)
        .setExecutionExceptionHandler(this::failure)
        .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
  }

  private CommandLine storeCommands() {
    return new CommandLine(new StoreCommand(environment, out))
        .addSubcommand(
            new ExportCommand(environment, new FileOutputStream(FileDescriptor.out), err))
        .addSubcommand(
            new ImportCommand(environment, new FileInputStream(FileDescriptor.in), out, err));
  }

  private int wrongUsage(CommandLine.ParameterException e, String[] arguments) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    err.println("clew: " + e.getMessage());
    err.println("See " + command + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  /**
   * What a person can mend is said in a line or two; anything else is our fault and needs its stack
   * trace.
   */
  private int failure(Exception e, CommandLine command, CommandLine.ParseResult arguments)
      throws Exception {
    switch (e) {
      case ConfigurationException configuration -> {
        err.println("clew: the configuration cannot be used:");
        configuration.problems().forEach(problem -> err.println("  " + problem));
        return CommandLine.ExitCode.USAGE;
      }
      case PortsUnavailableException ports -> {
        err.println("clew: some ports are not available on " + ports.host() + ":");
        ports.problems().forEach(problem -> err.println("  " + problem));
        err.println("If another Clew is running, --port-offset N moves all ports of this one.");
      }
      case IOException _, UncheckedIOException _, StoreException _ ->
          err.println("clew: " + e.getMessage());
      case ClosedWhileStartingException _ -> err.println("clew: stopped while starting");
      default -> throw e;
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
