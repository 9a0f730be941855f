import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../glob.ts';
import { changesBetween } from './changes.ts';
import { divide, isDigested, windowAt } from './digest.ts';
import { DOCUMENT } from './document.fixture.ts';
import { parseAlerting } from './document.ts';
import { underMaintenance } from './maintenance.ts';
import { NO_ALERTING } from './no-alerting.ts';
import { type Notice, notificationsFor } from './notice.ts';
import { route } from './route.ts';
import { suppressed } from './suppressed.ts';

const alerting = parseAlerting(DOCUMENT);
const at = (text: string) => Date.parse(text);

describe('route', () => {
  it.each([
    [{ environment: 'staging', services: [], severity: 'low' }, 'office'],
    [{ environment: 'production', services: ['search', 'shop'], severity: 'high' }, 'default'],
    [{ environment: 'production', services: ['shop'], severity: 'medium' }, undefined],
    [{ environment: 'production', services: ['search'], severity: 'critical' }, undefined],
  ] as const)('sends %j to %s', (incident, name) => {
    expect(route(incident, alerting)?.name).toBe(name);
  });
});

describe('suppressed', () => {
  const signal = { key: 'cloudwatch:arn:aws:alarm:disk-full', state: 'FIRING' } as const;
  const last = at('2026-02-01T00:00:00Z');

  it('holds until its last moment, for what fires', () => {
    expect(suppressed(signal, alerting, last)).toMatchObject({
      name: 'known',
      reason: 'noisy since the move',
    });
    expect(suppressed(signal, alerting, last + 1)).toBeUndefined();
    for (const state of ['RESOLVED', 'NO_DATA'] as const)
      expect(suppressed({ ...signal, state }, alerting, last)).toBeUndefined();
    expect(suppressed({ ...signal, key: 'cloudwatch:arn:aws:alarm:cpu' }, alerting, last)).toBeUndefined();
  });

  it('needs all of its conditions', () => {
    const entry = {
      name: 'a',
      reason: 'b',
      service: 'shop',
      environment: 'staging',
      until: '2027-01-01T00:00:00Z',
    };
    const holds = (service: string, environment: string) =>
      suppressed({ ...signal, service, environment }, { suppressions: [entry] }, last) === entry;
    expect([holds('shop', 'staging'), holds('shop', 'production'), holds('search', 'staging')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('matchesGlob', () => {
  it('agrees with a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (pattern, subject) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
        expect(matchesGlob(pattern, subject)).toBe(expression.test(subject));
      }),
    );
  });
});

describe('underMaintenance', () => {
  const sunday = at('2026-01-11T02:00:00Z');

  it('holds within a window, for incidents and signals of the services', () => {
    expect(underMaintenance({ environment: 'production', service: 'shop' }, alerting, sunday)).toEqual({
      name: 'database',
      until: '2026-01-11T04:00:00.000Z',
      words: 'Under maintenance until 2026-01-11T04:00:00.000Z: database.',
    });
    expect(
      underMaintenance({ environment: 'production', services: ['shop', 'search'] }, alerting, sunday)?.name,
    ).toBe('database');
  });

  it.each([
    ['another environment', { environment: 'staging', service: 'shop' }, sunday],
    ['one more service', { environment: 'production', services: ['shop', 'basket'] }, sunday],
    ['no known service', { environment: 'production' }, sunday],
    ['another time', { environment: 'production', service: 'shop' }, at('2026-01-11T04:00:00Z')],
  ])('does not hold for %s', (_what, affected, now) => {
    expect(underMaintenance(affected, alerting, now)).toBeUndefined();
  });
});

describe('a digest', () => {
  const notice = {
    subject: 'inc-1',
    title: 't',
    severity: 'low',
    environment: 'e',
    services: [],
    at: '',
  } as const;
  const notification = (index: number, urgent: boolean) => {
    const happening = urgent
      ? ({
          type: 'approval-wanted',
          runId: 'r',
          runbook: 'b',
          plan: [],
          approvalsNeeded: 1,
          deadline: '',
        } as const)
      : ({ type: 'opened', words: '' } as const);
    return { id: String(index), channel: 'ops', notice: { ...notice, ...happening } satisfies Notice };
  };

  it('loses nothing, sends the first and whatever is urgent', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), fc.nat({ max: 30 }), (urgent, before) => {
        const all = urgent.map((value, index) => notification(index, value));
        const { sent, gathered } = divide(all, before, { messages: 10, withinSeconds: 60 });
        expect([...sent, ...gathered].map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
        expect(gathered.every(({ notice: { type } }) => type === 'opened')).toBe(true);
        const plain = sent.filter(({ notice: { type } }) => type === 'opened').length;
        expect(plain).toBeLessThanOrEqual(Math.max(0, 10 - before));
        if (!urgent.includes(true)) expect(plain).toBe(Math.min(all.length, Math.max(0, 10 - before)));
      }),
    );
  });

  it('is for people, by windows of its own length', () => {
    const digested = alerting.channels.filter(isDigested).map(({ name }) => name);
    expect(digested).toEqual(['ops', 'chat', 'mail', 'phones']);
    expect(windowAt({ messages: 1, withinSeconds: 60 }, at('2026-01-01T00:01:59Z'))).toBe(
      at('2026-01-01T00:01:00Z'),
    );
  });
});

it('a notice goes to each channel once, cleaned and cut', () => {
  const notice: Notice = {
    subject: 'inc-1',
    title: `a\u0000b\u202E${'x'.repeat(5_000_000)}`,
    severity: 'low',
    environment: 'production',
    services: Array(1000).fill('shop'),
    at: '2026-01-01T00:00:00Z',
    type: 'opened',
    words: 'first\nsecond',
  };
  const made = notificationsFor('inc-1/opened', notice, ['ops', 'mail', 'ops'], 'mail');
  expect(made.map(({ id, fallback }) => [id, fallback])).toEqual([
    ['inc-1/opened@ops', 'mail'],
    ['inc-1/opened@mail', undefined],
  ]);
  expect(made[0]?.notice).toMatchObject({ words: 'first second', title: expect.stringMatching(/^abx+…$/) });
  expect(JSON.stringify(made).length).toBeLessThan(5_000);
});

describe('changesBetween', () => {
  it('names what is new, different and gone', () => {
    const { added } = changesBetween(NO_ALERTING, alerting);
    expect(added).toContain('channel ops');
    expect(changesBetween(alerting, alerting)).toEqual({ added: [], changed: [], removed: [] });
    const without = parseAlerting(DOCUMENT.replace('messages: 5', 'messages: 6').replace('C0123', 'C0124'));
    expect(changesBetween(alerting, { ...without, routes: [] })).toEqual({
      added: [],
      changed: ['channel ops', 'digest'],
      removed: ['routes'],
    });
  });
});
