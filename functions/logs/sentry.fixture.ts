import type { Answering, Arrived } from '../notifications/receiver.fixture.ts';

/** An issue as Sentry's API answers it; what else it has is left out. */
export function sentryIssue(number: number, more: object = {}): object {
  return {
    id: String(4_500_000_000 + number),
    shortId: `SHOP-${number}`,
    title: `TypeError: order ${number} has no total, password=hunter2`,
    culprit: 'GET /orders/{id}',
    level: 'error',
    status: 'unresolved',
    platform: 'node',
    project: { id: '1', name: 'Shop', slug: 'shop', platform: 'node' },
    type: 'error',
    metadata: { type: 'TypeError', value: `order ${number} has no total` },
    count: '17',
    userCount: 3,
    firstSeen: '2026-01-01T10:20:00.000000Z',
    lastSeen: '2026-01-01T10:50:00Z',
    isUnhandled: true,
    permalink: `https://acme.sentry.io/issues/${4_500_000_000 + number}/`,
    ...more,
  };
}

export interface FakeSentry {
  readonly issues: readonly (object | null)[];
  readonly token: string;
  readonly traceId: string;
}

const PARAMETERS = ['query', 'start', 'end', 'sort', 'limit', 'collapse', 'cursor'];
const TERMS =
  /^is:unresolved project:\[[a-z0-9_,-]+\](?: level:\[(?:debug|info|warning|error|fatal|,)+\])?(?: "[^"]+")?$/;

/** Sentry's organisation issues and latest event, as strict about what it is asked as the real one is. */
export function sentry({ issues, token, traceId }: FakeSentry): Answering {
  return (request, response) => {
    const [status, body, link] = answer(request);
    const headers = { 'content-type': 'application/json', ...(link && { link }) };
    response.writeHead(status, headers).end(JSON.stringify(body));
  };

  function answer({ host, method, path, headers }: Arrived): readonly [number, unknown, string?] {
    const url = new URL(path, `https://${host}`);
    if (headers.authorization !== `Bearer ${token}`) return [401, { detail: 'Invalid token' }];
    if (host !== 'acme.sentry.example' || method !== 'GET') return [404, { detail: 'not found' }];
    if (/^\/api\/0\/organizations\/acme\/issues\/\d+\/events\/latest\/$/.test(url.pathname))
      return [
        200,
        { eventID: 'f'.repeat(32), contexts: { trace: { trace_id: traceId, span_id: '00f067aa0ba902b7' } } },
      ];
    if (url.pathname !== '/api/0/organizations/acme/issues/') return [404, { detail: 'not found' }];
    return problemOf(url.searchParams) ?? page(url);
  }

  function page(url: URL): readonly [number, unknown, string] {
    const limit = Number(url.searchParams.get('limit'));
    const [, offset = 0] = (url.searchParams.get('cursor') ?? '0:0:0').split(':').map(Number);
    const next = new URL(url);
    next.searchParams.set('cursor', `0:${offset + limit}:0`);
    const hasNext = offset + limit < issues.length;
    const link = `<${url.href}>; rel="previous"; results="false"; cursor="0:0:1", <${next.href}>; rel="next"; results="${hasNext}"; cursor="0:${offset + limit}:0"`;
    return [200, issues.slice(offset, offset + limit), link];
  }
}

function problemOf(asked: URLSearchParams): readonly [number, unknown] | undefined {
  const unknown = [...asked.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown) return [400, { detail: `${unknown} is unknown` }];
  if (!TERMS.test(asked.get('query') ?? '')) return [400, { detail: 'Error parsing search query' }];
  for (const name of ['start', 'end'])
    if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(asked.get(name) ?? ''))
      return [400, { detail: `Invalid ${name}` }];
  return Number(asked.get('limit')) > 100 ? [400, { detail: 'limit' }] : undefined;
}
