import { describe, expect, it } from 'vitest';
import { at, incident } from './incident.fixture.ts';
import { knownCauses } from './known-causes.ts';
import type { IncidentRecord } from './record.ts';

const SERVICES = ['shop', 'cart', 'stock-db'];
const resolved = { how: 'VERIFIED', words: 'Well.' } as const;
const past = (changes: Partial<IncidentRecord>) =>
  incident({}, { state: { name: 'RESOLVED', at: at(600), resolved }, ...changes });
const run = { runId: 'run-1', runbook: 'restart', at: at(60), service: 'cart', outcome: 'SUCCEEDED' };
const causesOf = (changes: Partial<IncidentRecord>) =>
  knownCauses([past(changes)], SERVICES).map(({ cause }) => cause);

describe('where a past incident began', () => {
  it('is known by the run that helped, or by what a person said', () => {
    expect(knownCauses([past({ runs: [run], origins: ['cart'] })], SERVICES)).toEqual([
      { id: 'inc-1', cause: 'cart', unusual: ['shop', 'cart'] },
    ]);
    expect(causesOf({ runs: [run], rootCause: 'Locks in Stock-DB.' })).toEqual(['stock-db']);
  });

  it.each<[string, Partial<IncidentRecord>]>([
    ['nobody said it', {}],
    ['it is not a service', { rootCause: 'A full cartoon.' }],
    ['it may be several', { rootCause: 'Between shop and cart.' }],
    ['the run did not help', { runs: [{ ...run, outcome: 'INEFFECTIVE' }] }],
    ['the run changed nothing', { runs: [{ ...run, changed: false }] }],
    ['it is not over', { runs: [run], state: { name: 'TRIGGERED', since: at(0) } }],
    [
      'only an investigation says so',
      {
        cause: {
          at: at(1),
          look: 'second',
          reopened: 0,
          verdict: 'RANKED',
          causes: [{ service: 'cart', confidence: 1, evidence: [] }],
          notSeen: [],
        },
      },
    ],
  ])('is not known where %s', (_, changes) => {
    expect(causesOf(changes)).toEqual([]);
  });
});
