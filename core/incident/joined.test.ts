import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADA, at, incident, moment, signal } from './incident.fixture.ts';
import { withSignal } from './joined.ts';
import { observe } from './observe.ts';
import { type IncidentRecord, LINE_LIMIT, MEMBER_LIMIT } from './record.ts';
import type { Signal, SignalRecord, SignalState } from './signal.ts';

const latency = (changes: Partial<Signal> = {}) => signal({ key: 'latency', title: 'latency', ...changes });
const told = (state: SignalState, seconds: number) => signal({ state, at: at(seconds) });
const well = withSignal(incident(), told('RESOLVED', 60), moment(70));
const resolved = (record: IncidentRecord): IncidentRecord => ({
  ...record,
  state: { name: 'RESOLVED', at: at(400), resolved: { how: 'VERIFIED', words: 'Well.' } },
  times: { ...record.times, recoveredAt: at(60), resolvedAt: at(400) },
});

describe('a signal of an incident', () => {
  it('joins when it fires', () => {
    const joined = withSignal(incident(), latency({ at: at(30), service: 'edge' }), moment(40));
    expect(joined).toMatchObject({
      state: { name: 'TRIGGERED', since: at(10) },
      memberCount: 2,
      firingCount: 2,
      services: ['shop', 'edge'],
      lastSignalAt: at(30),
      times: { startedAt: at(0), detectedAt: at(10) },
    });
    expect(joined.members.map(({ key, joinedAt }) => [key, joinedAt])).toEqual([
      ['cloudwatch:errors', at(10)],
      ['latency', at(40)],
    ]);
    expect(joined.timeline.at(-1)).toEqual({ at: at(40), by: 'signals', words: 'latency fires.' });
  });

  it.each<SignalState>(['RESOLVED', 'NO_DATA'])('does not join when it is %s', (state) => {
    const before = incident();
    expect(withSignal(before, latency({ state }), moment(40))).toBe(before);
  });

  it('brings its service once, and an earlier beginning', () => {
    const joined = withSignal(incident(), latency({ at: at(-5), breachedAt: at(-99) }), moment(40));
    expect(joined).toMatchObject({ services: ['shop'], times: { startedAt: at(-99) }, lastSignalAt: at(0) });
    const { service: _none, ...bare } = latency();
    expect(withSignal(incident(), bare, moment(40)).services).toEqual(['shop']);
  });

  it('makes the incident worse, never better, and not against a person', () => {
    const severity = (now: IncidentRecord) => [now.severity, now.severityReason];
    const join = (tag: Signal['severity'], before: Partial<IncidentRecord> = {}) =>
      severity(withSignal(incident({}, before), latency(tag ? { severity: tag } : {}), moment(40)));
    expect(join('critical')).toEqual(['critical', 'Its source says critical.']);
    expect(join('low')).toEqual(['medium', 'Ungraded.']);
    expect(join(undefined, { severity: 'low' })).toEqual(['low', 'Ungraded.']);
    expect(join('critical', { severitySetBy: ADA })).toEqual(['medium', 'Ungraded.']);
  });

  it('makes the incident as bad as is known of it', () => {
    const severity = { severity: 'high', reason: 'The budget burns.' } as const;
    const joined = withSignal(incident(), latency({ severity: 'low' }), moment(40), { severity });
    expect(joined).toMatchObject({ severity: 'high', severityReason: 'The budget burns.' });
  });

  it('that flaps is told of once', () => {
    const changes = [60, 70, 80, 90].map((seconds, index) =>
      told(index % 2 ? 'FIRING' : 'RESOLVED', seconds),
    );
    const flapped = changes.reduce(
      (record, change) => withSignal(record, change, moment(100), { dampedUntil: moment(690) }),
      incident(),
    );
    expect(flapped.timeline.map(({ words }) => words).slice(1)).toEqual(['errors flaps.']);
    const busy = Array.from({ length: 20 }, (_, index) =>
      signal({ key: `k${index}`, title: `k${index}` }),
    ).reduce((record, joining) => withSignal(record, joining, moment(110)), flapped);
    const again = withSignal(busy, told('RESOLVED', 120), moment(130), { dampedUntil: moment(720) });
    expect(again.timeline.at(-1)?.words).toBe('errors flaps.');
  });

  it('that is the last to get well begins the recovery', () => {
    const both = withSignal(incident(), latency(), moment(20));
    const one = withSignal(both, told('RESOLVED', 60), moment(70));
    expect(one).toMatchObject({ state: { name: 'TRIGGERED' }, firingCount: 1 });
    expect(one.timeline.at(-1)?.words).toBe('errors is well.');
    const all = withSignal(one, latency({ state: 'RESOLVED', at: at(90) }), moment(100));
    expect(all).toMatchObject({
      firingCount: 0,
      state: {
        name: 'RECOVERING',
        since: at(100),
        until: at(1000),
        from: { name: 'TRIGGERED', since: at(10) },
      },
    });
    expect(all.timeline.at(-1)?.words).toBe(`All is well; checked at ${at(1000)}.`);
    expect(all.members[1]).toMatchObject({ state: 'RESOLVED', since: at(90), joinedAt: at(20) });
  });

  it('recovers within its own window, and no sooner than flapping is over', () => {
    const until = (joining: Parameters<typeof withSignal>[3]) => {
      const { state } = withSignal(incident(), told('RESOLVED', 60), moment(70), joining);
      return state.name === 'RECOVERING' ? state.until : undefined;
    };
    expect(until({ windowSeconds: 60 })).toBe(at(130));
    expect(until({ windowSeconds: 60, dampedUntil: moment(660) })).toBe(at(660));
    expect(until({ windowSeconds: 60, dampedUntil: moment(100) })).toBe(at(130));
  });

  it('without data is not well', () => {
    const both = withSignal(incident(), latency(), moment(20));
    const blind = withSignal(both, latency({ state: 'NO_DATA', at: at(30) }), moment(40));
    expect(blind).toMatchObject({ firingCount: 1, noDataCount: 1 });
    expect(blind.timeline.at(-1)?.words).toBe('latency has no data.');
    const half = withSignal(blind, told('RESOLVED', 60), moment(70));
    expect(half).toMatchObject({ state: { name: 'TRIGGERED' }, firingCount: 0, noDataCount: 1 });
    const whole = withSignal(half, latency({ state: 'RESOLVED', at: at(80) }), moment(90));
    expect(whole).toMatchObject({ state: { name: 'RECOVERING' }, noDataCount: 0 });
  });

  it.each<SignalState>(['FIRING', 'NO_DATA'])('that is %s while it recovers takes it back', (state) => {
    expect(well.state.name).toBe('RECOVERING');
    expect(withSignal(well, told(state, 90), moment(100)).state).toEqual({
      name: 'TRIGGERED',
      since: at(10),
    });
  });

  it('keeps an acknowledgement through a recovery that did not last', () => {
    const state = { name: 'ACKNOWLEDGED', since: at(15), by: ADA } as const;
    const recovering = withSignal(incident({}, { state }), told('RESOLVED', 60), moment(70));
    expect(recovering.state).toMatchObject({ name: 'RECOVERING', from: state });
    expect(withSignal(recovering, told('FIRING', 90), moment(100)).state).toEqual(state);
  });

  it('opens again what was resolved, with its times of before', () => {
    const again = withSignal(resolved(well), signal({ at: at(500), breachedAt: at(-500) }), moment(510));
    expect(again).toMatchObject({
      state: { name: 'TRIGGERED', since: at(510) },
      reopened: 1,
      firingCount: 1,
      memberCount: 1,
      lastSignalAt: at(500),
    });
    expect(again.times).toEqual({ startedAt: at(0), detectedAt: at(10), reopenedAt: at(510) });
    expect(again.timeline.slice(-2).map(({ words }) => words)).toEqual(['errors fires.', 'Opened again.']);
  });

  it('that gets well after a person resolved it changes only its member', () => {
    const over = resolved(incident());
    const later = withSignal(over, told('RESOLVED', 500), moment(510));
    expect(later).toMatchObject({ state: over.state, firingCount: 0, reopened: 0, times: over.times });
    expect(withSignal(over, told('NO_DATA', 500), moment(510)).state).toEqual(over.state);
  });

  it.each<[SignalState, number]>([
    ['FIRING', 0],
    ['FIRING', 90],
    ['RESOLVED', -1],
    ['RESOLVED', 0],
    ['NO_DATA', 0],
  ])('changes nothing when it is %s at %d s', (state, seconds) => {
    const before = incident();
    expect(withSignal(before, told(state, seconds), moment(100))).toBe(before);
  });

  it('that is worse in the same moment is news', () => {
    expect(withSignal(well, told('FIRING', 60), moment(100)).state.name).toBe('TRIGGERED');
  });
});

describe('an incident of very many signals', () => {
  const crowd = (count: number) =>
    Array.from({ length: count }, (_, index) => index).reduce(
      (record, index) => withSignal(record, signal({ key: `k${index}`, at: at(index) }), moment(index)),
      incident(),
    );

  it('keeps the newest members and lines, and counts all', () => {
    const record = crowd(250);
    expect(record.members).toHaveLength(MEMBER_LIMIT);
    expect(record).toMatchObject({ memberCount: 251, firingCount: 251 });
    expect(record.members.at(-1)?.key).toBe('k249');
    expect(record.members[0]?.key).toBe('k150');
    expect(record.timeline).toHaveLength(LINE_LIMIT);
    expect(record.timeline.at(-1)?.at).toBe(at(249));
  });

  it('leaves out first what is well, and that for the longest', () => {
    const full = crowd(MEMBER_LIMIT - 1);
    const healed = [50, 40].reduce(
      (record, index) =>
        withSignal(record, signal({ key: `k${index}`, state: 'RESOLVED', at: at(900 - index) }), moment(900)),
      full,
    );
    const keys = (record: IncidentRecord) => record.members.map(({ key }) => key);
    const joined = withSignal(healed, signal({ key: 'new', at: at(950) }), moment(950));
    expect(keys(joined)).not.toContain('k50');
    expect(keys(joined)).toContain('k40');
    expect(keys(joined)).toContain('cloudwatch:errors');
    const more = withSignal(joined, signal({ key: 'newer', at: at(951) }), moment(951));
    expect(keys(more)).not.toContain('k40');
  });

  it('knows members by their own items, and keeps its fingerprint', () => {
    const record = crowd(120);
    const member = { key: 'k0', title: 'errors', state: 'FIRING', joinedAt: at(0), since: at(0) } as const;
    const healed = withSignal(record, signal({ key: 'k0', state: 'RESOLVED', at: at(500) }), moment(500), {
      member,
    });
    expect(healed).toMatchObject({ memberCount: 121, firingCount: 120, fingerprint: record.fingerprint });
    const other = withSignal(record, signal({ key: 'x', service: 'mail', at: at(500) }), moment(500));
    expect(other.fingerprint).toBe(record.fingerprint);
    const small = crowd(98);
    expect(withSignal(small, signal({ key: 'x', service: 'mail' }), moment(500)).fingerprint).not.toBe(
      small.fingerprint,
    );
  });
});

describe('signals in any order and more than once', () => {
  it('leave each member in its newest state, and the counts right', () => {
    const event = fc.record({
      key: fc.constantFrom('cloudwatch:errors', 'b', 'c'),
      state: fc.constantFrom<SignalState[]>('FIRING', 'RESOLVED', 'NO_DATA'),
      seconds: fc.nat({ max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const known = new Map<string, SignalRecord>();
        let record = incident();
        observeInto(known, signal());
        for (const { key, state, seconds } of [...events, ...events]) {
          const next = signal({ key, state, at: at(seconds) });
          if (observeInto(known, next)) record = withSignal(record, next, moment(60));
        }
        for (const { key, state } of record.members) expect(known.get(key)?.signal.state).toBe(state);
        const count = (state: SignalState) =>
          record.members.filter((member) => member.state === state).length;
        expect(record.firingCount).toBe(count('FIRING'));
        expect(record.noDataCount ?? 0).toBe(count('NO_DATA'));
        expect(record.memberCount).toBe(record.members.length);
        expect(record.state.name).toBe(
          record.members.every(({ state }) => state === 'RESOLVED') ? 'RECOVERING' : 'TRIGGERED',
        );
      }),
    );
  });

  function observeInto(known: Map<string, SignalRecord>, next: Signal): boolean {
    const observation = observe(known.get(next.key), next);
    if (observation.record) known.set(next.key, observation.record);
    return observation.kind !== 'duplicate' && observation.kind !== 'late';
  }
});
