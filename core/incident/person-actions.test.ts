import { describe, expect, it } from 'vitest';
import { Conflict, InvalidInput } from '../errors.ts';
import { ADA, at, GRACE, incident, moment, signal } from './incident.fixture.ts';
import { withSignal } from './joined.ts';
import { acknowledge, escalate, resolve } from './person-actions.ts';
import type { IncidentRecord } from './record.ts';

const act = (by = ADA, seconds = 100) => ({ by, now: moment(seconds) });
const recovering = withSignal(incident(), signal({ state: 'RESOLVED', at: at(60) }), moment(70));
const resolved = resolve(incident(), act(), { resolution: 'Restarted.' });
const lastLine = ({ timeline }: IncidentRecord) => timeline.at(-1);
const thrown = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('It was not refused.');
};

describe('acknowledging', () => {
  it('names who took it on', () => {
    const record = acknowledge(incident(), act());
    expect(record).toMatchObject({
      state: { name: 'ACKNOWLEDGED', since: at(100), by: ADA },
      times: { acknowledgedAt: at(100) },
    });
    expect(lastLine(record)).toEqual({ at: at(100), by: ADA, words: 'Acknowledged.' });
  });

  it('counts beneath a recovery', () => {
    const record = acknowledge(recovering, act());
    expect(record.state).toMatchObject({ name: 'RECOVERING', from: { name: 'ACKNOWLEDGED', by: ADA } });
    expect(acknowledge(record, act(ADA, 200))).toBe(record);
  });

  it('again changes nothing, and another person is refused', () => {
    const record = acknowledge(incident(), act());
    expect(acknowledge(record, act(ADA, 200))).toBe(record);
    const refusal = thrown(() => acknowledge(record, act(GRACE, 200)));
    expect(refusal).toBeInstanceOf(Conflict);
    expect(refusal).toMatchObject({
      message: `${ADA} acknowledged it at ${at(100)}.`,
      detail: { conflictsWith: 'inc-1' },
    });
  });

  it('is too late once it is resolved', () => {
    expect(thrown(() => acknowledge(resolved, act()))).toMatchObject({
      name: 'Conflict',
      message: `It was resolved at ${at(100)}.`,
    });
  });

  it('keeps the time of the first, though it was opened again', () => {
    const again = withSignal(
      { ...resolved, times: { ...resolved.times, acknowledgedAt: at(50) } },
      signal({ key: 'b', at: at(300) }),
      moment(310),
    );
    expect(acknowledge(again, act(ADA, 320)).times.acknowledgedAt).toBe(at(50));
  });
});

describe('resolving', () => {
  it('says who, how, and what still fires', () => {
    expect(resolved).toMatchObject({
      state: {
        name: 'RESOLVED',
        at: at(100),
        resolved: { how: 'PERSON', by: ADA, resolution: 'Restarted.' },
      },
      times: { resolvedAt: at(100) },
    });
    expect(resolved.times).not.toHaveProperty('recoveredAt');
    for (const field of ['rootCause', 'preventiveMeasures']) expect(resolved).not.toHaveProperty(field);
    expect(lastLine(resolved)).toEqual({
      at: at(100),
      by: ADA,
      words: 'Resolved: Restarted. 1 of its signals still fire.',
    });
  });

  it('of what recovers keeps when it was well', () => {
    const record = resolve(recovering, act(), {
      resolution: 'Restarted.',
      rootCause: 'A leak.',
      preventiveMeasures: ['Test it.'],
    });
    expect(record).toMatchObject({
      times: { recoveredAt: at(70), resolvedAt: at(100) },
      rootCause: 'A leak.',
      preventiveMeasures: ['Test it.'],
    });
    expect(lastLine(record)?.words).toBe('Resolved: Restarted.');
  });

  it('needs a resolution, and happens once', () => {
    const refusal = thrown(() => resolve(incident(), act(), { resolution: ' ' }));
    expect(refusal).toBeInstanceOf(InvalidInput);
    expect(refusal).toMatchObject({
      detail: { violations: [{ field: 'resolution', problem: 'is missing' }] },
    });
    expect(thrown(() => resolve(resolved, act(), { resolution: 'Again.' }))).toBeInstanceOf(Conflict);
  });
});

/** One level, told twice. */
const OFFICE = { name: 'office', repeat: 1, levels: [{ notify: ['ops'], timeoutSeconds: 60 }] };

describe('escalating', () => {
  const policed = incident({}, {}, { policy: 'office' });

  it('tells level by level, to the last', () => {
    const one = escalate(policed, act(), OFFICE);
    expect(one).toMatchObject({ escalation: { policy: 'office', level: 1 }, state: policed.state });
    expect(lastLine(one)).toEqual({ at: at(100), by: ADA, words: "Escalated: Level 1 of 'office' is told." });
    const two = escalate(one, act(), OFFICE);
    expect(two.escalation?.level).toBe(2);
    expect(lastLine(two)?.words).toBe("Escalated: Level 1 of 'office', for the 2. time, is told.");
    expect(thrown(() => escalate(two, act(), OFFICE))).toMatchObject({
      name: 'Conflict',
      message: "The last level of 'office' was told already, for the last time.",
      detail: { conflictsWith: 'inc-1' },
    });
  });

  it('needs a policy and an incident that is not over', () => {
    expect(thrown(() => escalate(incident(), act(), OFFICE))).toMatchObject({
      message: 'It follows no escalation policy.',
    });
    expect(thrown(() => escalate({ ...policed, state: resolved.state }, act(), OFFICE))).toMatchObject({
      message: `It was resolved at ${at(100)}.`,
    });
  });
});
