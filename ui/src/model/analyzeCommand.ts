// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { toRfc3339 } from '../base/time';
import { LOOKBACKS } from './searchQuery';
import { toComparisonRequest, type AnalysisQuery } from './analysisQuery';

/**
 * The command that prints the same analysis in a terminal.
 *
 * @param server the address of the server
 */
export function analyzeCommand({ traces, comparison }: AnalysisQuery, server: string): string {
  const words = ['./clew', 'analyze'];
  const option = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') {
      words.push(`--${name}`, quoted(value));
    }
  };
  option('url', server);
  option('service', traces.service);
  option('operation', traces.operation);
  for (const [key, value] of traces.attributes) {
    option('tag', `${key}:${value}`);
  }
  option('min-duration', traces.durationMin);
  option('max-duration', traces.durationMax);
  if (traces.time.kind === 'lookback') {
    option('lookback', `${LOOKBACKS[traces.time.lookback].length / 60e9}m`);
  } else {
    option('start', toRfc3339(traces.time.start));
    option('end', toRfc3339(traces.time.end));
  }
  const compared = toComparisonRequest(comparison);
  option('compare', compared?.compare);
  option('model', compared?.model);
  return words.join(' ');
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
