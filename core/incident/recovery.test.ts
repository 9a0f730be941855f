import { describe, expect, it } from 'vitest';
import { ADA, at, incident, moment, signal } from './incident.fixture.ts';
import { withSignal } from './joined.ts';
import type { IncidentRecord } from './record.ts';
import { checkRecovery } from './recovery.ts';
import type { Signal, SignalRecord } from './signal.ts';

const well = signal({ state: 'RESOLVED', at: at(60) });
const RECOVERING = withSignal(incident(), well, moment(70));
const END = moment(970);

const known = (...signals: Signal[]) =>
  new Map<string, SignalRecord>(signals.map((told) => [told.key, { signal: told, changes: [] }]));
const check = (record: IncidentRecord, now: number, ...signals: Signal[]) =>
  checkRecovery(record, { now, known: known(...signals) });

describe('the check of a recovery', () => {
  it('verifies what stayed well through the window', () => {
    const checked = check(RECOVERING, END, well);
    const words = `All 1 signals are well since ${at(60)}, and stayed so until ${at(970)}.`;
    expect(checked).toMatchObject({
      kind: 'verified',
      words,
      record: {
        state: { name: 'RESOLVED', at: at(970), resolved: { how: 'VERIFIED', words } },
        times: { startedAt: at(0), detectedAt: at(10), recoveredAt: at(60), resolvedAt: at(970) },
      },
    });
    expect('record' in checked && checked.record.timeline.at(-1)).toEqual({
      at: at(970),
      by: 'recovery',
      words,
    });
  });

  it('waits for the end of the window', () => {
    expect(check(RECOVERING, END - 1, well)).toEqual({
      kind: 'wait',
      until: at(970),
      words: `All must be well until ${at(970)}.`,
    });
  });

  it('believes a run that only asks no more than none', () => {
    const run = { runId: 'run-1', runbook: 'restart', at: at(20) };
    const asked = withSignal(incident({}, { runs: [run] }), well, moment(70));
    const of = (...changing: string[]) =>
      checkRecovery(asked, { now: moment(370), known: known(well), changing: new Set(changing) });
    expect(of('run-1').kind).toBe('verified');
    expect(of()).toMatchObject({ kind: 'wait', until: at(970) });
  });

  it('takes back what fires again, though nobody had told', () => {
    const checked = check(RECOVERING, END, signal({ at: at(200) }));
    expect(checked).toMatchObject({
      kind: 'fired',
      words: '1 of its signals fire again.',
      record: { state: { name: 'TRIGGERED', since: at(10) }, firingCount: 1 },
    });
  });

  it('takes back what nobody can tell of', () => {
    const checked = check(RECOVERING, END, signal({ state: 'NO_DATA', at: at(200) }));
    expect(checked).toMatchObject({
      kind: 'no-data',
      words: 'Not verified: no data of errors.',
      record: { state: { name: 'TRIGGERED' }, noDataCount: 1 },
    });
    expect('record' in checked && checked.record.timeline.at(-1)).toMatchObject({
      by: 'recovery',
      words: 'Not verified: no data of errors.',
    });
  });

  it('takes a member that is not known for one without data', () => {
    expect(check(RECOVERING, END)).toMatchObject({
      kind: 'no-data',
      record: { state: { name: 'TRIGGERED' }, times: RECOVERING.times },
    });
  });

  it('asks for all members, not only those in the record', () => {
    const more = { ...RECOVERING, memberCount: 2 };
    expect(check(more, END, well)).toMatchObject({
      kind: 'no-data',
      words: 'Not verified: no data of members that were not read.',
    });
    const other = { key: 'b', title: 'b', state: 'RESOLVED', joinedAt: at(1), since: at(65) } as const;
    const members = [...RECOVERING.members, other];
    const late = signal({ key: 'b', state: 'RESOLVED', at: at(65) });
    expect(checkRecovery(more, { now: END, members, known: known(well, late) })).toMatchObject({
      kind: 'verified',
      record: { times: { recoveredAt: at(65) } },
    });
    const firing = { ...late, state: 'FIRING', at: at(80) } as const;
    expect(checkRecovery(more, { now: END, members, known: known(well, firing) })).toMatchObject({
      kind: 'fired',
      record: { firingCount: 1, memberCount: 2 },
    });
  });

  it('names no more than three that have no data', () => {
    const keys = ['b', 'c', 'd', 'e'];
    const members = keys.map(
      (key) => ({ key, title: key, state: 'RESOLVED', joinedAt: at(1), since: at(2) }) as const,
    );
    const checked = checkRecovery({ ...RECOVERING, memberCount: 4 }, { now: END, members, known: known() });
    expect(checked.words).toBe('Not verified: no data of b, c, d.');
  });

  it('is over for what was resolved, and for what fired in between', () => {
    const resolved = {
      name: 'RESOLVED',
      at: at(90),
      resolved: { how: 'PERSON', by: ADA, resolution: 'x' },
    } as const;
    expect(check({ ...RECOVERING, state: resolved }, END, well)).toEqual({
      kind: 'over',
      words: 'It is resolved already.',
    });
    const back = withSignal(RECOVERING, signal({ at: at(100) }), moment(110));
    expect(check(back, END, signal({ at: at(100) }))).toEqual({
      kind: 'fired',
      record: back,
      words: '1 of its signals fire again.',
    });
    const triggered = { ...RECOVERING, state: { name: 'TRIGGERED', since: at(10) } } as const;
    expect(check(triggered, END, well)).toEqual({
      kind: 'fired',
      record: triggered,
      words: 'It is TRIGGERED, not recovering.',
    });
    expect(check(triggered, END)).toMatchObject({ kind: 'no-data', record: { state: triggered.state } });
  });

  it('never recovers in the future', () => {
    const ahead = signal({ state: 'RESOLVED', at: at(2000) });
    const early = withSignal(incident(), ahead, moment(70));
    expect(check(early, END, ahead)).toMatchObject({ record: { times: { recoveredAt: at(970) } } });
  });

  it('verifies with damping of flapping over', () => {
    const damped = withSignal(incident(), well, moment(70), { dampedUntil: moment(1260) });
    expect(check(damped, END, well)).toMatchObject({ kind: 'wait', until: at(1260) });
    expect(check(damped, moment(1260), well).kind).toBe('verified');
  });
});
