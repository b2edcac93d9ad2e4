// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import DIAGNOSIS from './stubDiagnosis.json';
import REPORT from './stubReport.json';
import type { StubSummary, TraceBuilder } from './traceBuilder';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

type Compare = (a: StubSummary, b: StubSummary) => number;

const newestFirst: Compare = (a, b) => (a.minStartTimeUnixNano < b.minStartTimeUnixNano ? 1 : -1);

const SORTS: Readonly<Record<string, Compare>> = {
  longest: (a, b) => Number(lengthOf(b) - lengthOf(a)),
  mostSpans: (a, b) => b.spanCount - a.spanCount,
};

function lengthOf(summary: StubSummary): bigint {
  return BigInt(summary.maxEndTimeUnixNano) - BigInt(summary.minStartTimeUnixNano);
}

const CONCEPTS = [
  { name: 'ml.ttft', unit: 's', about: 'Time to the first token.' },
  { name: 'ml.tokens.input', unit: '{token}', about: 'Tokens of the prompt.' },
];

/** As strict as that of the real server, so that the bundle is known to live with it. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'";

/**
 * The part of Clew that the UI sees: the bundle, and the query API over a few traces in memory. It
 * searches by service and time only, in some of the orders, has one analysis whatever the question,
 * and records what it was asked.
 */
export class StubServer {
  readonly requests: URL[] = [];
  /** When set, the next searches fail with this message. */
  searchFailure: string | null = null;
  private readonly server: Server;
  private readonly bundle: string;
  private readonly basePath: string;
  private readonly traces: ReadonlyMap<string, TraceBuilder>;
  private readonly summaries: readonly StubSummary[];

  constructor(bundle: string, traces: readonly TraceBuilder[], basePath = '') {
    this.bundle = bundle;
    this.basePath = basePath;
    this.traces = new Map(traces.map((trace) => [trace.traceId, trace]));
    this.summaries = traces.map((trace) => trace.summary());
    this.server = createServer((request, response) => {
      this.answer(request, response);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${this.basePath}`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://stub');
    const path = url.pathname.slice(this.basePath.length);
    if (path.startsWith('/api/')) {
      this.requests.push(url);
      this.answerApi(path, url.searchParams, response);
    } else {
      this.answerFile(path, response);
    }
  }

  private answerApi(path: string, params: URLSearchParams, response: ServerResponse): void {
    const [, id] = /^\/api\/v3\/traces\/([0-9a-f]{32})$/.exec(path) ?? [];
    if (path === '/api/v3/services') {
      const names = this.summaries.flatMap((s) => s.services.map((service) => service.name));
      sendJson(response, 200, { services: [...new Set(names)] });
    } else if (path === '/api/v3/operations') {
      const service = params.get('service');
      const roots = this.summaries.filter((s) => s.rootServiceName === service);
      const names = [...new Set(roots.map((s) => s.rootOperationName))];
      sendJson(response, 200, { operations: names.map((name) => ({ name, spanKind: 'server' })) });
    } else if (path === '/api/v3/trace-summaries') {
      this.answerSearch(params, response);
    } else if (path === '/api/clew/v1/vocabulary') {
      sendJson(response, 200, { concepts: CONCEPTS });
    } else if (path === '/api/clew/v1/analysis/report') {
      sendJson(response, 200, this.report());
    } else if (path === '/api/clew/v1/analysis/diagnose') {
      sendJson(response, 200, DIAGNOSIS);
    } else if (id !== undefined) {
      const trace = this.traces.get(id);
      if (trace === undefined) {
        sendError(response, 404, 'No traces found');
      } else {
        sendJson(response, 200, { result: { resourceSpans: trace.build() } });
      }
    } else {
      sendError(response, 404, 'no such route');
    }
  }

  /** Its first finding is shown by the first of the traces that are here. */
  private report(): unknown {
    const [first, ...rest] = REPORT.findings;
    const exemplars = [...this.traces.keys()].slice(0, 1);
    return { ...REPORT, findings: [{ ...first, exemplars }, ...rest] };
  }

  private answerSearch(params: URLSearchParams, response: ServerResponse): void {
    if (this.searchFailure !== null) {
      sendError(response, 400, this.searchFailure);
      return;
    }
    const service = params.get('query.serviceName');
    const [min, max] = [millis(params, 'startTimeMin'), millis(params, 'startTimeMax')];
    const found = this.summaries.filter((summary) => {
      const start = Number(BigInt(summary.minStartTimeUnixNano) / 1_000_000n);
      const inService = service === null || summary.services.some((s) => s.name === service);
      return inService && start >= min && start <= max;
    });
    const sort = SORTS[params.get('query.sort') ?? ''] ?? newestFirst;
    const limit = Number(params.get('query.searchDepth') ?? 100);
    const from = Number(params.get('query.pageToken') ?? 0);
    const end = from + limit;
    sendJson(response, 200, {
      summaries: found.toSorted(sort).slice(from, end),
      ...(end < found.length ? { nextPageToken: String(end) } : {}),
      ...(params.has('query.total') ? { total: found.length } : {}),
    });
  }

  private answerFile(path: string, response: ServerResponse): void {
    const isAsset = extname(path) !== '' && !path.startsWith('/trace/');
    const file = join(this.bundle, isAsset ? path : 'index.html');
    try {
      const body = readFileSync(file);
      response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
      response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
      const html = `<base href="${this.basePath}/" />`;
      response.end(isAsset ? body : body.toString().replace('<base href="/" />', html));
    } catch {
      sendError(response, 404, `no file ${path}`);
    }
  }
}

function millis(params: URLSearchParams, name: string): number {
  return new Date(params.get(`query.${name}`) ?? '').getTime();
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

function sendError(response: ServerResponse, httpCode: number, message: string): void {
  sendJson(response, httpCode, { error: { httpCode, message } });
}
