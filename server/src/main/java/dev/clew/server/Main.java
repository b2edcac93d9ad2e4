// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server;

import dev.clew.server.cli.CommandLineInterface;
import java.io.PrintWriter;

/** Where the program starts. */
public final class Main {

  private Main() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
    System.exit(new CommandLineInterface(System.getenv(), out, err).run(arguments));
  }
}
