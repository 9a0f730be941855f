import { afterAll, describe, expect, it } from 'vitest';
import { SecretsManager } from '../../sandbox/secrets-manager/secrets-manager.ts';
import { testTable } from '../audit/context.fixture.ts';
import { hangingUp, receiver, status } from '../notifications/receiver.fixture.ts';
import { readSentry, type SentryQuestion } from './read-sentry.ts';
import { sentry, sentryIssue } from './sentry.fixture.ts';

const TOKEN = 'sntrys_a-token-of-many-letters';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const period = { from: Date.UTC(2026, 0, 1, 10), to: Date.UTC(2026, 0, 1, 11) };
const QUESTION: SentryQuestion = {
  services: ['shop', 'orders'],
  spans: { period, before: { from: period.from - 3_600_000, to: period.from } },
  patience: 5_000,
};
const SETTINGS = {
  token: TOKEN,
  organization: 'acme',
  projects: { orders: 'order-service' },
  url: 'https://acme.sentry.example',
};

const servers: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function installed(issues: readonly (object | null)[], settings: unknown = SETTINGS) {
  const made: SecretsManager[] = [];
  const table = await testTable((scope) => {
    made.push(new SecretsManager(scope));
    return made;
  });
  if (settings !== null)
    made[0]?.createSecret(
      'operate/sentry',
      typeof settings === 'string' ? settings : JSON.stringify(settings),
    );
  const server = await receiver(sentry({ issues, token: TOKEN, traceId: TRACE }));
  servers.push(server);
  const context = { ...table.context(), http: server.http };
  return {
    server,
    read: (more: Partial<SentryQuestion> = {}) => readSentry(context, { ...QUESTION, ...more }),
  };
}

describe('Sentry', () => {
  it('is asked for unresolved issues of the period in its projects, and for their traces', async () => {
    const { read, server } = await installed([sentryIssue(1)]);
    expect(await read({ level: 'warn', text: 'no "total"' })).toEqual({
      state: 'READ',
      notSeen: [],
      issues: [
        {
          id: '4500000001',
          project: 'shop',
          title: 'TypeError: order 1 has no total, password=[redacted]',
          culprit: 'GET /orders/{id}',
          level: 'error',
          events: 17,
          users: 3,
          firstSeen: '2026-01-01T10:20:00.000Z',
          lastSeen: '2026-01-01T10:50:00.000Z',
          isNew: true,
          traceId: TRACE,
        },
      ],
    });
    const asked = new URL(server.arrived[0]?.path ?? '', 'https://x').searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      query: 'is:unresolved project:[shop,order-service] level:[warning,error,fatal] "no  total "',
      start: '2026-01-01T10:00:00.000Z',
      end: '2026-01-01T11:00:00.000Z',
      sort: 'date',
      limit: '15',
      collapse: 'stats',
    });
  });

  it('is read page by page, up to a number of issues that is told', async () => {
    const issues = (count: number) => Array.from({ length: count }, (_, number) => sentryIssue(number));
    expect((await (await installed(issues(31))).read()).issues).toHaveLength(31);
    const cut = await (await installed(issues(50))).read();
    expect(cut).toMatchObject({ state: 'PARTIAL', notSeen: ['Sentry: there are more than 45 issues.'] });
  });

  it('is not installed where there is no secret', async () => {
    const { read, server } = await installed([], null);
    expect(await read()).toEqual({ state: 'NOT_INSTALLED', issues: [], notSeen: [] });
    expect(server.arrived).toEqual([]);
  });

  it.each([
    ['no JSON', 'token'],
    ['a host that is not https', { ...SETTINGS, url: 'http://acme.sentry.example' }],
    ['a slug that is a path', { ...SETTINGS, organization: '../admin' }],
    ['no token', { ...SETTINGS, token: '' }],
  ])('is not asked with settings that are %s, of which no word is told', async (_what, settings) => {
    const { read, server } = await installed([], settings);
    const { state, notSeen } = await read();
    expect(state).toBe('NO_DATA');
    expect(notSeen.join()).toContain('the secret operate/sentry has to be JSON');
    expect(notSeen.join()).not.toContain(TOKEN);
    expect(server.arrived).toEqual([]);
  });

  it.each([
    ['does not accept the token', status(401), 'it does not accept the token (401)'],
    [
      'asks to wait',
      status(429, '{}', { 'retry-after': '30' }),
      'it asks for fewer requests (429), again in 30 s',
    ],
    ['is down', status(503), 'it answered 503'],
    ['answers something else', status(200, '{"detail":'), 'its answer could not be read'],
    ['hangs up', hangingUp, 'it did not answer (Error)'],
  ])('that %s leaves no data, and says so', async (_what, answering, words) => {
    const { read, server } = await installed([sentryIssue(1)]);
    server.answers(answering);
    expect(await read()).toEqual({ state: 'NO_DATA', issues: [], notSeen: [`Sentry: ${words}.`] });
  });

  it('tells how many issues it could not read', async () => {
    const { read } = await installed([sentryIssue(1), { id: 7 }, null]);
    expect(await read()).toMatchObject({
      state: 'PARTIAL',
      issues: [{ id: '4500000001' }],
      notSeen: ['Sentry: 2 issues could not be read.'],
    });
  });
});
