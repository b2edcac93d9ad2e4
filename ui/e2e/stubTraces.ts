// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { TraceBuilder } from './traceBuilder';

const CLIENT = 3;
const SERVER = 2;

/** A prediction: gateway, features from cache and database, a model server with a batch. */
export function predictTrace(seed: number, startNanos: bigint): TraceBuilder {
  const t = new TraceBuilder(seed, startNanos);
  const slow = 1 + 6 * t.random() ** 6;
  const total = Math.round(21_000 * slow);
  const fails = t.random() < 0.12;
  const root = t.span('api-gateway', 'POST /v1/recommendations', null, [0, total], {
    kind: SERVER,
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/v1/recommendations',
      'http.response.status_code': fails ? 503 : 200,
      'user.tier': 'free',
    },
    ...(fails ? { error: 'upstream failed' } : {}),
  });
  const auth = t.span('auth', 'VerifyToken', root, [400, 1300], { kind: SERVER });
  t.span('auth', 'GET session', auth, [600, 700], { kind: CLIENT });
  const router = t.span('ab-router', 'Route', root, [1900, total - 2400], {
    kind: SERVER,
    attributes: { 'experiment.name': 'ranker-v7', 'experiment.arm': 'treatment' },
  });
  const features = t.span('feature-store', 'GetFeatures', router, [2200, 6100], { kind: SERVER });
  t.span('feature-store', 'MGET user:*', features, [2400, 1900], {
    kind: CLIENT,
    attributes: { 'db.system.name': 'redis', 'db.operation.batch.size': 48 },
  });
  t.span('feature-store', 'SELECT item_features', features, [4500, 3500], {
    kind: CLIENT,
    attributes: {
      'db.system.name': 'postgresql',
      'db.query.text':
        "SELECT item_id, popularity, embedding FROM item_features WHERE item_id = ANY($1) AND updated_at > now() - interval '1 day' ORDER BY item_id",
    },
  });
  const inference = t.span('model-server', 'ranker/infer', router, [8600, total - 9500], {
    kind: SERVER,
    attributes: { 'ml.model.name': 'ranker', 'ml.model.version': '7.2.1', 'gpu.type': 'A10' },
    ...(fails ? { error: 'CUDA out of memory: tried to allocate 1.2 GiB' } : {}),
  });
  const room = total - 9500;
  t.span('model-server', 'queue', inference, [8700, room * 0.25]);
  t.span('model-server', 'preprocess', inference, [8700 + room * 0.26, room * 0.1]);
  t.span('model-server', 'gpu inference', inference, [8700 + room * 0.37, room * 0.5], {
    attributes: { 'batch.size': 16, 'gpu.memory.used_bytes': 17_179_869_184n },
    ...(fails
      ? {
          error: 'CUDA out of memory: tried to allocate 1.2 GiB',
          extra: { events: [exceptionEvent(t.at(8700 + room * 0.6))] },
        }
      : {}),
  });
  t.span('model-server', 'postprocess', inference, [8700 + room * 0.88, room * 0.08]);
  t.span('api-gateway', 'render response', root, [total - 420, 300]);
  return t;
}

function exceptionEvent(timeUnixNano: string): unknown {
  return {
    timeUnixNano,
    name: 'exception',
    attributes: [
      { key: 'exception.type', value: { stringValue: 'torch.OutOfMemoryError' } },
      {
        key: 'exception.message',
        value: { stringValue: 'CUDA out of memory: tried to allocate 1.2 GiB' },
      },
      {
        key: 'exception.stacktrace',
        value: {
          stringValue: Array.from(
            { length: 14 },
            (_, i) => `  File "serving/batch.py", line ${40 + i}, in step_${i}`,
          ).join('\n'),
        },
      },
    ],
  };
}

const MESSAGES = JSON.stringify([
  { role: 'system', content: 'Answer from the documents given. Say so when they do not tell.' },
  { role: 'user', content: 'Which GPU pools had out-of-memory errors last night, and why?' },
]);

/** A question answered from documents: retrieval, then a model that streams. */
export function chatTrace(seed: number, startNanos: bigint): TraceBuilder {
  const t = new TraceBuilder(seed, startNanos);
  const total = 1_400_000 + Math.round(t.random() * 3_200_000);
  const root = t.span('api-gateway', 'POST /v1/chat', null, [0, total], {
    kind: SERVER,
    attributes: { 'http.request.method': 'POST', 'http.response.status_code': 200 },
    extra: { traceState: 'ot=th:8', droppedAttributesCount: 2 },
  });
  const rag = t.span('rag-service', 'answer', root, [3_000, total - 5_000], { kind: SERVER });
  const retrieval = t.span('rag-service', 'retrieval', rag, [5_000, 190_000]);
  t.span('embedder', 'embeddings text-embed-3', retrieval, [8_000, 62_000], {
    kind: SERVER,
    attributes: { 'gen_ai.operation.name': 'embeddings', 'gen_ai.usage.input_tokens': 24 },
  });
  t.span('vector-store', 'knn documents', retrieval, [74_000, 110_000], {
    kind: SERVER,
    attributes: { 'db.operation.name': 'knn', k: 24, 'filter.matched_ratio': 0.031 },
  });
  t.span('rag-service', 'rerank', rag, [198_000, 84_000]);
  const first = 420_000;
  t.span('llm-server', 'chat llama-3.3-70b', rag, [290_000, total - 320_000], {
    kind: SERVER,
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'llama-3.3-70b',
      'gen_ai.request.temperature': 0.2,
      'gen_ai.usage.input_tokens': 3812,
      'gen_ai.usage.output_tokens': 411,
      'gen_ai.input.messages': MESSAGES,
      'server.cached': false,
    },
    extra: {
      derivedAttributes: [
        { key: 'ml.ttft', value: { doubleValue: first / 1e6 } },
        { key: 'ml.tokens.input', value: { intValue: '3812' } },
        { key: 'ml.source', value: { stringValue: 'ml.tokens.input=gen_ai.usage.input_tokens' } },
      ],
      events: [
        { timeUnixNano: t.at(290_000 + first), name: 'first token' },
        { timeUnixNano: t.at(total - 90_000), name: 'last token', attributes: [] },
      ],
      links: [
        {
          traceId: '0123456789abcdef0123456789abcdef',
          spanId: '0123456789abcdef',
          attributes: [{ key: 'link.kind', value: { stringValue: 'batch' } }],
        },
      ],
    },
  });
  return t;
}

/** As many spans as asked for, in a broad tree some levels deep. */
export function largeTrace(seed: number, startNanos: bigint, count: number): TraceBuilder {
  const t = new TraceBuilder(seed, startNanos);
  const services = ['trainer', 'data-loader', 'parameter-server', 'checkpoint', 'object-store'];
  const root = t.span('trainer', 'train nightly', null, [0, count * 1000]);
  let made = 1;
  for (let step = 0; made < count; step++) {
    const from = step * 20_000;
    const parent = t.span('trainer', `step ${step}`, root, [from, 19_000]);
    made++;
    for (let i = 0; i < 19 && made < count; i++, made++) {
      const service = services[i % services.length] ?? 'trainer';
      t.span(service, `${service} op ${i}`, parent, [from + i * 900, 200 + t.random() * 3000], {
        attributes: {
          step,
          'worker.rank': i,
          loss: t.random(),
          'thread.name': `worker-${i}`,
          'code.function.name': 'run',
        },
        ...(t.random() < 0.002 ? { error: 'gradient overflow' } : {}),
      });
    }
  }
  return t;
}

/** Everything that senders get wrong: orphans, a ring, a repeated id, clocks that disagree. */
export function oddTrace(seed: number, startNanos: bigint): TraceBuilder {
  const t = new TraceBuilder(seed, startNanos);
  const root = t.span('frontend', 'checkout', null, [1000, 9000], { kind: SERVER });
  const early = t.span('skewed', 'before its parent', root, [200, 3000]);
  t.span('skewed', 'same id', early, [300, 900], { extra: { spanId: early } });
  t.span('lost', 'orphan', 'feedfacefeedface', [2500, 1500]);
  const ring = t.newSpanId();
  const other = t.span('ring', 'b', ring, [3200, 600]);
  t.span('ring', 'a', other, [3100, 800], { extra: { spanId: ring } });
  t.span('backwards', 'ends before it starts', root, [6000, -400]);
  t.span('second-root', 'consume message', null, [5000, 2500], { kind: 5 });
  return t;
}
