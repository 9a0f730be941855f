import { describe, expect, it } from 'vitest';
import type { Count } from './day-slots.ts';
import { evaluate } from './evaluate.ts';
import { counted, daysOf, HOUR_MS, MINUTE_MS, NOW, OBJECTIVE } from './objective.fixture.ts';
import type { Exclusion, Objective } from './objective.ts';
import { contractMonth, type Sla, slaMonth } from './sla.ts';
import { NOTHING_TOLD, nextTold, type Told } from './told.ts';

const DAY_MS = 24 * HOUR_MS;
const share = (bad: number): Count => counted(1000 - bad, 1000);
const days = (count: (hoursAgo: number) => Count | undefined, since = 10 * DAY_MS) =>
  daysOf(NOW - since, NOW, (at) => count((NOW - at) / HOUR_MS));
const at = (found: ReturnType<typeof days>, objective: Objective = OBJECTIVE, exclusions: Exclusion[] = []) =>
  evaluate({ objective, exclusions, days: found, countedTo: NOW });

describe('an evaluation', () => {
  it('of a service that is well', () => {
    expect(at(days(() => share(0)))).toMatchObject({
      state: 'MET',
      attained: 1,
      budget: { consumed: 0, remaining: 1 },
      burn: 0,
      vanished: { state: 'PRESENT' },
      standing: { action: 'none' },
    });
  });

  it('of a burn says when the budget will be gone', () => {
    const found = at(days((ago) => share(ago <= 6 ? 20 : 0)));
    expect(found).toMatchObject({ state: 'AT_RISK', burn: expect.closeTo(20, 6) });
    const remaining = found.budget?.remaining ?? 0;
    expect(found.exhaustedAt).toBeCloseTo(NOW + (remaining * 30 * DAY_MS) / 20, -3);
  });

  it('of one that is overdrawn', () => {
    expect(at(days(() => share(2)))).toMatchObject({ state: 'BREACHED', standing: { action: 'freeze' } });
    expect(at(days(() => share(1)))).toMatchObject({
      state: 'MET',
      budget: { remaining: expect.closeTo(0, 9) },
    });
  });

  it('of nothing is NO_DATA, whatever the method', () => {
    const sliced = { kind: 'Timeslices', sliceSeconds: 300, sliceTarget: 1 } as const;
    for (const method of [OBJECTIVE.method, sliced]) {
      const found = at(new Map(), { ...OBJECTIVE, method });
      expect(found).toMatchObject({ state: 'NO_DATA', vanished: { state: 'NEVER_SEEN' } });
      expect([found.attained, found.budget, found.burn, found.exhaustedAt]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it('leaves out what is excluded', () => {
    const window = {
      from: new Date(NOW - 2 * HOUR_MS).toISOString(),
      to: new Date(NOW - HOUR_MS).toISOString(),
      reason: 'move',
    };
    const exclusion = { id: 'exc-1', window, agreed: true, by: 'ada', at: new Date(NOW).toISOString() };
    const broken = days((ago) => share(ago <= 2 && ago > 1 ? 1000 : 0));
    expect(at(broken).state).toBe('BREACHED');
    expect(at(broken, OBJECTIVE, [exclusion])).toMatchObject({ state: 'MET', tally: { excluded: 12 } });
  });

  it('of a calendar window begins anew with it', () => {
    const window = {
      kind: 'calendar',
      count: 1,
      unit: 'd',
      start: '2026-01-01T00:00:00',
      timeZone: 'UTC',
    } as const;
    const found = at(
      days((ago) => share(ago > 12 ? 500 : 0)),
      { ...OBJECTIVE, window },
    );
    expect(found).toMatchObject({ state: 'MET', attained: 1, window: { from: NOW - 12 * HOUR_MS, to: NOW } });
  });
});

describe('what is told', () => {
  const told = (found: ReturnType<typeof days>, before: Told = NOTHING_TOLD) =>
    nextTold(OBJECTIVE, at(found), before, NOW);
  const NOW_ISO = new Date(NOW).toISOString();

  it('is a page, as bad as it burns, and not the ticket as well', () => {
    const found = told(days((ago) => share(ago <= 3 ? 300 : 0)));
    expect(found.tellings).toEqual([
      expect.objectContaining({
        topic: 'page',
        state: 'FIRING',
        severity: 'critical',
        burn: expect.closeTo(300, 6),
      }),
    ]);
    expect(
      told(
        days((ago) => share(ago <= 3 ? 300 : 0)),
        found.told,
      ).tellings,
    ).toEqual([]);
  });

  it('is that a page has become critical since it was told, once', () => {
    const high = told(days((ago) => share(ago <= 6 ? 8 : 0)));
    expect(high.tellings).toMatchObject([{ topic: 'page', severity: 'high' }]);
    const burning = days((ago) => share(ago <= 1 ? 100 : 8));
    const worse = told(burning, high.told);
    expect(worse.tellings).toMatchObject([{ topic: 'worse', state: 'FIRING', severity: 'critical' }]);
    expect(told(burning, worse.told).tellings).toEqual([]);
    const over = told(
      days(() => share(0)),
      worse.told,
    );
    expect(over.tellings.map(({ topic, state }) => `${topic} ${state}`)).toEqual([
      'page RESOLVED',
      'worse RESOLVED',
    ]);
    expect(over.told.paged).toBeUndefined();
  });

  it('is a ticket of a slow burn', () => {
    expect(told(days((ago) => share(ago <= 40 ? 4 : 0))).tellings).toMatchObject([
      { topic: 'ticket', severity: 'medium' },
    ]);
  });

  it('is that a page is over, and its ticket only once the page has left its window', () => {
    const paged = { firing: { page: new Date(NOW - HOUR_MS).toISOString() } };
    const over = told(
      days((ago) => share(ago <= 2 && ago > 0.6 ? 1000 : 0)),
      paged,
    );
    expect(over.tellings).toMatchObject([{ topic: 'page', state: 'RESOLVED' }]);
    expect(over.told).toEqual({ firing: {}, pagedUntil: NOW_ISO });
    const burnt = days((ago) => share(ago <= 40 ? 4 : 0));
    expect(told(burnt, { firing: {}, pagedUntil: new Date(NOW - HOUR_MS).toISOString() }).tellings).toEqual(
      [],
    );
    const later = { firing: {}, pagedUntil: new Date(NOW - 7 * HOUR_MS).toISOString() };
    expect(told(burnt, later).tellings).toMatchObject([{ topic: 'ticket' }]);
  });

  it('ends nothing when data ends', () => {
    const firing = { page: NOW_ISO };
    const silent = days((ago) => (ago > 1 ? share(0) : undefined));
    const found = told(silent, { firing });
    expect(found.told.firing.page).toBe(NOW_ISO);
    expect(found.tellings).toMatchObject([{ topic: 'vanished', state: 'FIRING', severity: 'medium' }]);
    const back = told(
      days(() => share(0)),
      found.told,
    );
    expect(back.tellings.map(({ topic, state }) => `${topic} ${state}`)).toEqual([
      'page RESOLVED',
      'vanished RESOLVED',
    ]);
  });

  it('is nothing of metrics that nobody wants to hear of', () => {
    const quiet = { ...OBJECTIVE, alertWhenVanished: false };
    const found = at(
      days((ago) => (ago > 1 ? share(0) : undefined)),
      quiet,
    );
    expect(nextTold(quiet, found, NOTHING_TOLD, NOW).tellings).toEqual([]);
  });
});

describe('the report of a contract month', () => {
  const sla: Sla = {
    name: 'gold',
    target: 0.995,
    startDay: 15,
    timeZone: 'UTC',
    credits: [
      { below: 0.995, credit: 0.1 },
      { below: 0.99, credit: 0.25 },
    ],
  };
  const objective = { ...OBJECTIVE, sla };
  const month = (back: number) => contractMonth(sla, NOW, back);
  const report = (bad: number, back: number, exclusions: Exclusion[] = [], since = 60 * DAY_MS) =>
    slaMonth(
      objective,
      days(() => share(bad), since),
      exclusions,
      month(back),
      NOW,
    );

  it('begins on its day', () => {
    expect([0, 1].map((back) => new Date(month(back).from).toISOString().slice(0, 10))).toEqual([
      '2026-11-15',
      '2026-10-15',
    ]);
    const early = contractMonth(sla, Date.parse('2026-03-01T00:00:00Z'), 0);
    expect(new Date(early.from).toISOString().slice(0, 10)).toBe('2026-02-15');
  });

  it.each([
    [0, 'KEPT', 0],
    [5, 'KEPT', 0],
    [6, 'BROKEN', 0.1],
    [11, 'BROKEN', 0.25],
  ])('with %i bad of 1000 is %s: credit %f', (bad, state, credit) => {
    expect(report(bad, 1)).toMatchObject({ state, credit, attained: 1 - bad / 1000, coverage: 1 });
  });

  it('is open while it lasts, and NO_DATA where nothing is known', () => {
    expect(report(0, 0)).toMatchObject({ state: 'OPEN' });
    expect(report(0, 1, [], 2 * DAY_MS)).toMatchObject({ state: 'NO_DATA', credit: 0, coverage: 0 });
    expect(report(0, 0, [], DAY_MS).coverage).toBeCloseTo(1 / 7.5, 2);
  });

  it('leaves out what was agreed upon, and nothing else', () => {
    const { from, to } = month(1);
    const window = {
      from: new Date(from).toISOString(),
      to: new Date(to - 5 * MINUTE_MS).toISOString(),
      reason: 'x',
    };
    const exclusion = { id: 'exc-1', window, agreed: false, by: 'ada', at: '2026-11-01T00:00:00Z' };
    expect(report(11, 1, [exclusion])).toMatchObject({ state: 'BROKEN' });
    const silent = slaMonth(objective, new Map(), [{ ...exclusion, agreed: true }], month(1), NOW);
    expect(silent).toMatchObject({ state: 'NO_DATA', coverage: expect.closeTo(1, 2) });
  });
});
