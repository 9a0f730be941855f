import { describe, expect, it } from 'vitest';
import { incident } from './incident.fixture.ts';
import type { IncidentRecord } from './record.ts';
import { verificationSeconds } from './verification-window.ts';

const base = incident();
const { startedAt } = base.times;
const run = { runId: 'run-1', runbook: 'restart', at: startedAt };
const change = { kind: 'deployment', id: 'dep-1', words: '' } as const;

describe('how long all must stay well', () => {
  it.each<[string, number, Partial<IncidentRecord>]>([
    ['nobody knows why it went away', 900, {}],
    ['a runbook is at work', 300, { runs: [run] }],
    ['a runbook helped', 300, { runs: [{ ...run, outcome: 'SUCCEEDED' }] }],
    ['a runbook only told', 900, { runs: [{ ...run, outcome: 'SUCCEEDED', changed: false }] }],
    ['a runbook only told', 900, { runs: [{ ...run, outcome: 'SUCCEEDED', changed: false }] }],
    ['a runbook did not help', 900, { runs: [{ ...run, outcome: 'INEFFECTIVE' }] }],
    ['a person is at it', 300, { state: { name: 'ACKNOWLEDGED', since: startedAt, by: 'ann' } }],
    ['something was changed meanwhile', 300, { changes: [{ ...change, at: startedAt }] }],
    [
      'a deployment failed',
      300,
      { members: base.members.map((one) => ({ ...one, key: 'deployment:live/shop' })) },
    ],
    ['something was changed before', 900, { changes: [{ ...change, at: '2020-01-01T00:00:00.000Z' }] }],
    ['it came back once', 1800, { reopened: 1 }],
    ['it came back once, and a runbook is at work', 600, { reopened: 1, runs: [run] }],
    ['it came back again and again', 3600, { reopened: 40 }],
  ])('%s: %i s', (_, seconds, more) => {
    expect(verificationSeconds({ ...base, ...more })).toBe(seconds);
  });

  it('counts a run that is at work where it has changed something', () => {
    const asked = { ...base, runs: [run] };
    expect(verificationSeconds(asked, new Set())).toBe(900);
    expect(verificationSeconds(asked, new Set(['run-1']))).toBe(300);
  });
});
