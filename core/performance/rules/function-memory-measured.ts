import type { MemoryReport } from '../facts.ts';
import { invocationCost } from '../measures.ts';
import { LEAST_INVOCATIONS } from '../memory-sizes.ts';
import { monthlySaving } from '../monthly.ts';
import { changeOf } from '../percent.ts';
import { type FunctionRule, UNDO_FUNCTION } from '../rule.ts';

/** What another size has to be better by, in price or in time, without being worse in the other. */
const BETTER = 0.9;
/** How far what was measured may be off: other code may have run with the other size. */
const ERROR = 0.1;

export const functionMemoryMeasured: FunctionRule = {
  name: 'function-memory-measured',
  on: 'function',
  title: 'A function that was better off with another size of memory',
  metric: 'latency',
  undo: UNDO_FUNCTION,
  find(facts) {
    const { setting, reports = [] } = facts;
    const ours = reports.find(({ memoryMb }) => memoryMb === setting.memoryMb);
    if (!ours || ours.invocations < LEAST_INVOCATIONS) return undefined;
    const costOf = (report: MemoryReport) =>
      invocationCost({ ...setting, memoryMb: report.memoryMb }, report);
    const better = reports
      .filter(({ invocations, memoryMb }) => invocations >= LEAST_INVOCATIONS && memoryMb !== ours.memoryMb)
      .map((report) => ({ report, cost: costOf(report) / costOf(ours), time: report.meanMs / ours.meanMs }))
      .filter(({ cost, time }) => cost <= 1 && time <= 1 && Math.min(cost, time) <= BETTER)
      .toSorted((one, other) => one.cost * one.time - other.cost * other.time)[0];
    if (!better) return undefined;
    const { report, cost, time } = better;
    return {
      change: { type: 'function-setting', memoryMb: report.memoryMb },
      action: `Set the memory to ${report.memoryMb} MB instead of ${setting.memoryMb}.`,
      evidence: `${report.invocations} invocations with ${report.memoryMb} MB took ${Math.round(report.meanMs)} ms on average, ${ours.invocations} with ${setting.memoryMb} MB ${Math.round(ours.meanMs)} ms.`,
      effects: [
        { metric: 'latency', ...around(time) },
        { metric: 'cost', ...around(cost) },
      ],
      saving: monthlySaving(facts, { low: cost * (1 - ERROR), expected: cost, high: cost * (1 + ERROR) }),
      risk: { level: 'MEDIUM', why: 'Other code may have run with the other size.' },
    };
  },
};

function around(factor: number) {
  return {
    low: changeOf(factor * (1 - ERROR)),
    expected: changeOf(factor),
    high: changeOf(factor * (1 + ERROR)),
  };
}
