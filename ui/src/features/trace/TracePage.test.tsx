// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { parseTraceId } from '../../base/ids';
import { currentPlace } from '../../base/navigation';
import { showAt } from '../../widgets/page.fixture';
import { TracePage } from './TracePage';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

function span(id: number, parent: number | null, more: object = {}): object {
  const hex = (n: number): string => n.toString(16).padStart(16, '0');
  return {
    traceId: TRACE_ID,
    spanId: hex(id),
    ...(parent === null ? {} : { parentSpanId: hex(parent) }),
    name: `operation ${id}`,
    kind: 2,
    startTimeUnixNano: String(1_784_000_000_000_000_000n + BigInt(id) * 1_000_000n),
    endTimeUnixNano: String(1_784_000_000_500_000_000n - BigInt(id) * 1_000_000n),
    ...more,
  };
}

const SPANS = [
  span(1, null),
  span(2, 1, {
    attributes: [
      { key: 'gen_ai.usage.input_tokens', value: { intValue: '3812' } },
      { key: 'messages', value: { stringValue: '[{"role":"user"}]' } },
    ],
    derivedAttributes: [
      { key: 'ml.queue_time', value: { doubleValue: 0.0123 } },
      {
        key: 'ml.source',
        value: { stringValue: 'ml.queue_time=gen_ai.latency.time_in_queue' },
      },
    ],
    droppedAttributesCount: 3,
    events: [{ name: 'first token', timeUnixNano: '1784000000102000000' }],
    links: [{ traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8) }],
  }),
  span(3, 2, { status: { code: 2, message: 'out of memory' } }),
  span(4, 99),
];

let answer: () => Response;

const CRITICAL_PATH = {
  startNanos: 1_784_000_000_001_000_000,
  sections: [
    { spanId: '0000000000000001', fromNanos: 0, toNanos: 1_000_000 },
    { spanId: '0000000000000002', fromNanos: 1_000_000, toNanos: 43_000_000 },
  ],
};

beforeEach(() => {
  answer = () => {
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'llm' } }] };
    return Response.json({
      result: { resourceSpans: [{ resource, scopeSpans: [{ scope: {}, spans: SPANS }] }] },
    });
  };
  vi.stubGlobal('fetch', (address: string) => {
    if (address.includes('/critical-path/')) {
      return Promise.resolve(Response.json(CRITICAL_PATH));
    }
    if (address.includes('/vocabulary')) {
      const concepts = [{ name: 'ml.queue_time', unit: 's', about: 'Waiting.' }];
      return Promise.resolve(Response.json({ concepts }));
    }
    return Promise.resolve(
      address.includes('/traces/') ? answer() : Response.json({ services: ['llm'] }),
    );
  });
});

function open(params = ''): void {
  const id = parseTraceId(TRACE_ID);
  showAt(`/trace/${TRACE_ID}${params}`, id.ok && <TracePage traceId={id.value} />, {
    structuralSharing: false,
  });
}

async function show(params = ''): Promise<void> {
  open(params);
  await screen.findByRole('treegrid');
}

const rowNames = (): (string | undefined)[] =>
  screen.getAllByRole('row').map((row) => /operation \d/.exec(row.textContent)?.[0]);
const details = (): HTMLElement => screen.getByRole('complementary', { name: 'Span' });

describe('TracePage', () => {
  test('shows the outline, the errors and what is odd', async () => {
    await show();
    expect(rowNames()).toEqual(['operation 1', 'operation 2', 'operation 3', 'operation 4']);
    expect(screen.getAllByRole('row').map((row) => row.getAttribute('aria-level'))).toEqual([
      '1',
      '2',
      '3',
      '1',
    ]);
    expect(screen.getByText('Failed')).toBeDefined();
    expect(screen.getByText(/1 span without its parent/)).toBeDefined();
    expect(screen.getByRole('link', { name: 'Analyse such requests' })).toBeDefined();
  });

  test('a click opens the details and puts the span into the address', async () => {
    await show();
    await userEvent.click(screen.getByText('operation 2'));
    expect(currentPlace().params.get('span')).toBe('0000000000000002');
    const inside = within(details());
    expect(inside.getByText('3812')).toBeDefined();
    expect(inside.getByText(/"role": "user"/)).toBeDefined();
    expect(inside.getByText('3 attributes dropped by the sender')).toBeDefined();
    expect(inside.getByText('first token')).toBeDefined();
    expect(inside.getByRole('link', { name: /abab/ }).getAttribute('href')).toBe(
      `/trace/${'ab'.repeat(16)}?span=${'cd'.repeat(8)}`,
    );
  });

  test('shows the critical path until it is turned off', async () => {
    await show('?span=0000000000000002');
    expect(await screen.findByTitle('On the critical path: 42 ms')).toBeDefined();
    expect(within(details()).getByText('Critical path').nextSibling?.textContent).toMatch(
      /^42\sms$/,
    );
    await userEvent.keyboard('c');
    expect(screen.queryByTitle(/On the critical path/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: /^Critical path/, pressed: false }));
    expect(screen.getAllByTitle(/On the critical path/)).toHaveLength(2);
  });

  test('what Clew understood of a span stands apart, with units, and can be found', async () => {
    await show('?span=0000000000000002');
    const inside = within(details());
    const row = (await inside.findByText(/^12\.3\sms$/)).closest('div');
    expect(row?.textContent).toContain('ml.queue_time');
    expect(row?.textContent).toContain('from gen_ai.latency.time_in_queue');
    expect(inside.getByText('ML')).toBeDefined();
    await userEvent.click(inside.getAllByRole('button', { name: 'Find in this trace' })[0]!);
    expect(currentPlace().params.get('uiFind')).toBe('ml.queue_time=0.0123');
    expect(await screen.findByText('1 of 1')).toBeDefined();
  });

  test('a stage that nobody sent says so, and does not count as a span', async () => {
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'llm' } }] };
    const stage = { scope: { name: 'clew.derived' }, spans: [span(5, 2, { name: 'prefill' })] };
    answer = () =>
      Response.json({
        result: { resourceSpans: [{ resource, scopeSpans: [{ scope: {}, spans: SPANS }, stage] }] },
      });
    await show('?span=0000000000000005');
    expect(screen.getByText('derived')).toBeDefined();
    expect(screen.getByText('Spans', { selector: 'dt' }).nextSibling?.textContent).toBe('4');
    expect(within(details()).getByText(/Nobody sent it/)).toBeDefined();
  });

  test('an address with a span opens its details', async () => {
    await show('?span=0000000000000003');
    expect(within(details()).getByText('out of memory')).toBeDefined();
  });

  test('the keyboard walks, folds and opens', async () => {
    await show();
    await userEvent.keyboard('j{Enter}');
    expect(within(details()).getByRole('heading').textContent).toBe('operation 2');
    await userEvent.keyboard('j');
    expect(within(details()).getByRole('heading').textContent).toBe('operation 3');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(rowNames()).toEqual(['operation 1', 'operation 2', 'operation 4']);
    await userEvent.keyboard('[[');
    expect(rowNames()).toEqual(['operation 1', 'operation 4']);
    await userEvent.keyboard(']');
    expect(rowNames()).toHaveLength(4);
  });

  test('a folded span tells how much it hides, and that something in it failed', async () => {
    await show();
    await userEvent.keyboard('p');
    const first = screen.getAllByRole('row').find((r) => r.textContent.includes('operation 2'));
    expect(first?.textContent).toContain('+1');
    expect(first?.textContent).toContain('A folded span failed');
  });

  test('find counts, marks and walks through the matches', async () => {
    await show();
    const box = screen.getByRole('textbox', { name: 'Find in this trace' });
    await userEvent.type(box, 'status=error');
    expect(currentPlace().params.get('uiFind')).toBe('status=error');
    expect(await screen.findByText('1 match')).toBeDefined();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText('1 of 1')).toBeDefined();
    await userEvent.clear(box);
    await userEvent.type(box, 'nowhere');
    expect(await screen.findByText('no match')).toBeDefined();
  });

  test('keys typed into a field are text', async () => {
    await show();
    const box = screen.getByRole('textbox', { name: 'Find in this trace' });
    await userEvent.type(box, 'j[[?');
    expect(rowNames()).toHaveLength(4);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('? lists the shortcuts', async () => {
    await show();
    await userEvent.keyboard('?');
    expect(within(screen.getByRole('dialog')).getByText('Zoom in')).toBeDefined();
  });

  test('zooming goes into the address and back out of it', async () => {
    await show();
    await userEvent.keyboard('w');
    expect(currentPlace().params.get('view')).toMatch(/^\d+-\d+$/);
    await userEvent.keyboard('0');
    expect(currentPlace().params.get('view')).toBeNull();
  });

  test('a trace that is not stored says so', async () => {
    answer = () =>
      Response.json({ error: { httpCode: 404, message: 'No traces found' } }, { status: 404 });
    open();
    expect(await screen.findByText('This trace is not here')).toBeDefined();
  });
});
