import type { Facts, FunctionSetting, MemoryReport } from '../facts.ts';
import { LEAST_INVOCATIONS, memorySize, slowdown } from '../memory-sizes.ts';
import { monthlySaving } from '../monthly.ts';
import { changeOf, percent } from '../percent.ts';
import { type Finding, type FunctionRule, UNDO_FUNCTION } from '../rule.ts';
import { SIZING_DAYS } from '../window.ts';

/** Memory is kept free above the most that was ever used. */
const HEADROOM = 1.2;
/** Dollars a month below which a canary is not worth it. */
const LEAST_SAVING = 0.5;

export const functionMemorySpare: FunctionRule = {
  name: 'function-memory-spare',
  on: 'function',
  title: 'A function with more memory than it uses',
  metric: 'memory',
  undo: UNDO_FUNCTION,
  find(facts) {
    const { setting, reports = [] } = facts;
    const ours = reports.find(({ memoryMb }) => memoryMb === setting.memoryMb);
    if (!ours || ours.invocations < LEAST_INVOCATIONS || daysReported(reports) < SIZING_DAYS - 1)
      return undefined;
    const usedMb = Math.max(...reports.map(({ usedMaxMb }) => usedMaxMb));
    // At most halved at a time: less memory is less processor, too.
    const size = memorySize(Math.max(usedMb * HEADROOM, setting.memoryMb / 2));
    if (size === undefined || size >= setting.memoryMb) return undefined;
    return finding(facts, { ours, usedMb, size });
  },
};

function finding(
  facts: Facts<FunctionSetting>,
  { ours, usedMb, size }: { readonly ours: MemoryReport; readonly usedMb: number; readonly size: number },
): Finding | undefined {
  const { setting, reports = [] } = facts;
  const slower = slowdown(setting.memoryMb, size, reports);
  const ratio = size / setting.memoryMb;
  const costs = { low: ratio * slower.low, expected: ratio * slower.expected, high: ratio * slower.high };
  const saving = monthlySaving(facts, costs);
  if (saving.expected < LEAST_SAVING) return undefined;
  return {
    change: { type: 'function-setting', memoryMb: size },
    action: `Set the memory to ${size} MB instead of ${setting.memoryMb}.`,
    evidence: `In ${ours.invocations} invocations it used at most ${Math.ceil(usedMb)} of ${setting.memoryMb} MB (${percent(usedMb / setting.memoryMb)}).`,
    effects: [
      {
        metric: 'cost',
        low: changeOf(costs.low),
        expected: changeOf(costs.expected),
        high: changeOf(costs.high),
      },
      {
        metric: 'latency',
        low: changeOf(slower.low),
        expected: changeOf(slower.expected),
        high: changeOf(slower.high),
      },
    ],
    saving,
    risk: riskOf(facts, ours, size),
  };
}

function daysReported(reports: readonly MemoryReport[]): number {
  return Math.max(0, ...reports.map(({ days }) => days));
}

/** Less processor makes slower what computes, at the worst all of it: what another size was seen to do is an estimate. */
function riskOf(
  { p95LimitMs, setting }: Facts<FunctionSetting>,
  ours: MemoryReport,
  size: number,
): Finding['risk'] {
  const slowest = setting.memoryMb / size;
  const worst = Math.round(ours.p95Ms * slowest);
  if (ours.maxMs * slowest > setting.timeoutSeconds * 1000 * 0.8)
    return {
      level: 'HIGH',
      why: `The slowest invocation could come near the time-out of ${setting.timeoutSeconds} s.`,
    };
  if (p95LimitMs !== undefined && worst <= p95LimitMs)
    return {
      level: 'LOW',
      why: `Its p95 stays within ${p95LimitMs} ms even if it slows down to ${worst} ms, as far as it can.`,
    };
  if (p95LimitMs !== undefined)
    return { level: 'MEDIUM', why: `Its p95 could become ${worst} ms, which is more than ${p95LimitMs} ms.` };
  return {
    level: 'MEDIUM',
    why: 'It may become slower, and no criterion of the service says how slow is too slow.',
  };
}
