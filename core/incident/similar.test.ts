import { describe, expect, it } from 'vitest';
import { ADA, at, incident, moment, signal } from './incident.fixture.ts';
import { withSignal } from './joined.ts';
import type { IncidentRecord } from './record.ts';
import { similar } from './similar.ts';

const RESOLVED = { name: 'RESOLVED', at: at(900), resolved: { how: 'VERIFIED', words: 'Well.' } } as const;
const past = (
  id: string,
  titles: readonly string[],
  changes: Partial<IncidentRecord> = {},
): IncidentRecord => {
  const [first = '', ...rest] = titles;
  const record = rest.reduce(
    (joined, title) => withSignal(joined, signal({ key: title, title }), moment(20)),
    incident({ key: first, title: first }),
  );
  return { ...record, id, state: RESOLVED, ...changes };
};
const present = past('now', ['errors', 'latency'], { state: { name: 'TRIGGERED', since: at(0) } });
const ids = (...records: IncidentRecord[]) => similar(present, records).map(({ incidentId }) => incidentId);

describe('similar incidents', () => {
  it('have the same fingerprint, or half of the traits', () => {
    expect(similar(present, [past('half', ['errors']), past('same', ['latency', 'errors'])])).toEqual([
      { incidentId: 'same', score: 1, why: 'The same fingerprint.', whatWorked: [] },
      { incidentId: 'half', score: 0.5, why: 'Both had shop:errors.', whatWorked: [] },
    ]);
    const two = similar(present, [past('two', ['errors', 'latency', 'cpu'])]);
    expect(two).toMatchObject([{ score: 2 / 3, why: 'Both had shop:errors, shop:latency.' }]);
    expect(ids(past('third', ['errors', 'cpu']), past('none', ['disk']))).toEqual([]);
  });

  it('are over, and others', () => {
    expect(ids(past('open', ['errors', 'latency'], { state: { name: 'TRIGGERED', since: at(0) } }))).toEqual(
      [],
    );
    expect(ids({ ...present, state: RESOLVED })).toEqual([]);
  });

  it('are the five best, the newest first of equals', () => {
    const many = [3, 6, 1, 5, 2, 4].map((day) =>
      past(`day-${day}`, ['errors', 'latency'], { createdAt: at(day * 86_400) }),
    );
    expect(ids(past('half', ['errors'], { createdAt: at(9e6) }), ...many)).toEqual([
      'day-6',
      'day-5',
      'day-4',
      'day-3',
      'day-2',
    ]);
  });

  it('say what worked', () => {
    const runs = [
      { runId: 'run-1', runbook: 'restart', at: at(1), outcome: 'INEFFECTIVE' },
      { runId: 'run-2', runbook: 'scale', at: at(2), outcome: 'SUCCEEDED' },
      { runId: 'run-3', runbook: 'other', at: at(3) },
      { runId: 'run-4', runbook: 'tell', at: at(3), outcome: 'SUCCEEDED', changed: false },
    ];
    const state = { ...RESOLVED, resolved: { how: 'PERSON', by: ADA, resolution: 'Bought more.' } } as const;
    const record = past('same', ['errors', 'latency'], { runs, state, rootCause: 'Load.' });
    expect(similar(present, [record])[0]?.whatWorked).toEqual([
      'Runbook scale.',
      'Bought more.',
      'Cause: Load.',
    ]);
  });
});
