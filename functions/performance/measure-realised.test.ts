import { describe, expect, it } from 'vitest';
import { functionFacts } from '../../core/performance/facts.fixture.ts';
import type { Optimization, OptimizationState } from '../../core/performance/optimization.ts';
import { changedAt, takenBack } from './measure-realised.ts';

const now = Date.UTC(2026, 2, 11, 9);
const at = new Date(now - 3 * 86_400_000).toISOString();
const carried = { version: '3', deploymentId: 'dep-1' };
const APPLIED: OptimizationState = { name: 'APPLIED', ...carried, at };

const halved = (state: OptimizationState = APPLIED, more: Partial<Optimization> = {}): Optimization => ({
  id: 'opt-1',
  rule: 'function-memory-spare',
  change: { type: 'function-setting', memoryMb: 512 },
  undo: { type: 'tasks', taskDefinition: 'shop:1' },
  action: 'Set it.',
  effects: [],
  before: {},
  planHash: 'hash',
  at,
  by: 'me',
  state,
  ...more,
});
const back = { facts: functionFacts({ memoryMb: 1024 }) };
const states = (optimizations: readonly Optimization[], read: Parameters<typeof takenBack>[1] = back) =>
  takenBack(optimizations, read, now).map(({ state }) => state.name);

describe('what was applied and serves no more', () => {
  it('is undone as of now, with the deployment that carried it', () => {
    expect(takenBack([halved()], back, now)[0]?.state).toEqual({
      name: 'UNDONE',
      ...carried,
      at: new Date(now).toISOString(),
      why: 'Another size serves.',
    });
  });

  it('is only the newest that was applied, and none whose effects were measured', () => {
    const failed = halved({ name: 'FAILED', at, why: 'why' });
    expect(states([failed, halved(), halved()])).toEqual(['FAILED', 'UNDONE', 'APPLIED']);
    expect(states([halved(APPLIED, { realised: [] }), halved()])).toEqual(['APPLIED', 'APPLIED']);
  });

  it('is not what still serves, or may', () => {
    expect(states([halved()], { facts: functionFacts({ memoryMb: 512 }) })).toEqual(['APPLIED']);
    expect(states([halved()], { ...back, obstacle: 'The traffic is split.' })).toEqual(['APPLIED']);
    expect(states([halved()], { facts: undefined })).toEqual(['APPLIED']);
  });

  it('changed the size that serves, which an undone canary did not', () => {
    const [undone] = takenBack([halved()], back, now);
    expect([halved(), undone].map((one) => one && changedAt(one))).toEqual([Date.parse(at), now]);
    expect(changedAt(halved({ name: 'UNDONE', ...carried, at, why: 'ROLLED_BACK: worse' }))).toBeUndefined();
  });
});
