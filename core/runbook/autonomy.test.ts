import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AUTONOMY,
  type Autonomy,
  type AutonomyLedger,
  levelOf,
  NEW_LEDGER,
  withOutcome,
} from './autonomy.ts';
import type { Outcome } from './outcome.ts';
import { at } from './run.fixture.ts';

const ledgerAfter = (outcomes: readonly Outcome[], ledger: AutonomyLedger = NEW_LEDGER) =>
  outcomes.reduce((known, outcome, index) => withOutcome(known, outcome, `run-${index}`, at(index)), ledger);
const of = (level: Autonomy): AutonomyLedger => ({ level, verified: 0, changes: [] });

describe('withOutcome', () => {
  it.each<[Autonomy, Outcome[], Autonomy, number]>([
    ['ask', [], 'ask', 0],
    ['ask', ['verified', 'verified'], 'ask', 2],
    ['ask', ['verified', 'verified', 'verified'], 'act', 0],
    ['ask', ['verified', 'verified', 'none', 'verified'], 'act', 0],
    ['ask', ['verified', 'verified', 'ineffective'], 'observe', 0],
    ['ask', ['failed'], 'observe', 0],
    ['observe', ['verified'], 'ask', 0],
    ['observe', ['none'], 'observe', 0],
    ['observe', ['ineffective'], 'observe', 0],
    ['act', ['verified', 'verified'], 'act', 2],
    ['act', ['ineffective'], 'ask', 0],
    ['act', ['failed'], 'ask', 0],
    ['act', ['none'], 'act', 0],
    ['act', ['verified', 'ineffective', 'verified', 'verified'], 'ask', 2],
  ])('%s after %j is %s', (level, outcomes, wanted, verified) => {
    expect(ledgerAfter(outcomes, of(level))).toMatchObject({ level: wanted, verified });
  });

  it('writes down what changed it, the last ones only', () => {
    expect(ledgerAfter(['verified', 'verified', 'verified', 'failed']).changes).toEqual([
      { at: at(2), from: 'ask', to: 'act', runId: 'run-2' },
      { at: at(3), from: 'act', to: 'ask', runId: 'run-3' },
    ]);
    const many = ledgerAfter(Array.from({ length: 60 }, (_, index) => (index % 2 ? 'verified' : 'failed')));
    expect(many.changes).toHaveLength(20);
    expect(many.changes.at(-1)?.runId).toBe('run-59');
  });

  it('acts only after three verified outcomes in a row, and never after one that did not help', () => {
    const anyOutcome = fc.constantFrom<Outcome>('verified', 'ineffective', 'failed', 'none');
    fc.assert(
      fc.property(fc.array(anyOutcome, { maxLength: 30 }), (outcomes) => {
        const said = outcomes.filter((outcome) => outcome !== 'none');
        const { level } = ledgerAfter(outcomes);
        if (level === 'act') expect(said.slice(-3)).toEqual(['verified', 'verified', 'verified']);
        const last = said.at(-1);
        if (last !== undefined && last !== 'verified') expect(level).not.toBe('act');
      }),
    );
  });
});

describe('levelOf', () => {
  it.each(AUTONOMY.flatMap((level) => AUTONOMY.map((ceiling) => [level, ceiling] as const)))(
    '%s below %s',
    (level, ceiling) => {
      const least = Math.min(AUTONOMY.indexOf(level), AUTONOMY.indexOf(ceiling));
      expect(levelOf({ level }, ceiling)).toBe(AUTONOMY[least]);
    },
  );
});
