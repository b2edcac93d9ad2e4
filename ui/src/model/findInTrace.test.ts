// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { epochNanos } from '../base/time';
import { findInTrace } from './findInTrace';
import { traceOf } from './spans.fixture';

const trace = traceOf(
  { id: 1, name: 'POST /v1/chat', service: 'gateway', kind: 'server' },
  {
    id: 2,
    parent: 1,
    from: 1,
    name: 'chat llama',
    service: 'llm-server',
    attributes: [
      { key: 'gen_ai.usage.input_tokens', value: 3812n },
      { key: 'prompt', value: 'Why did it fail?' },
    ],
  },
  {
    id: 3,
    parent: 2,
    from: 2,
    name: 'gpu',
    service: 'llm-server',
    statusCode: 'error',
    statusMessage: 'CUDA out of memory',
    events: [
      {
        time: epochNanos(5n),
        name: 'exception',
        attributes: [{ key: 'exception.type', value: 'OutOfMemoryError' }],
        droppedAttributes: 0,
      },
    ],
  },
);

test.each([
  ['', []],
  ['chat', [0, 1]],
  ['CHAT llama', [1]],
  ['"out of memory"', [2]],
  ['outofmemory', [2]],
  ['gen_ai.usage.input_tokens=3812', [1]],
  ['gen_ai.usage.input_tokens=38', []],
  ['prompt="why did it fail?"', [1]],
  ['service=llm-server', [1, 2]],
  ['service=llm-server -gpu', [1]],
  ['-service=llm-server', [0]],
  ['kind=server', [0]],
  ['status=error', [2]],
  ['exception.type=OutOfMemoryError', [2]],
  ['0000000000000003', [2]],
  ['"unclosed', []],
])('%s finds %o', (text, spans) => {
  expect([...findInTrace(trace, text)]).toEqual(spans);
});
