import type { MemoryReport } from '../facts.ts';
import { LEAST_INVOCATIONS, memorySize, slowdown } from '../memory-sizes.ts';
import { monthlySaving } from '../monthly.ts';
import { changeOf, percent } from '../percent.ts';
import { type Finding, type FunctionRule, UNDO_FUNCTION } from '../rule.ts';

/** Of its memory that a function may use. */
const FULL = 0.85;
/** Of its memory that it is to use afterwards, at the most. */
const FILLED = 0.7;

export const functionMemoryShort: FunctionRule = {
  name: 'function-memory-short',
  on: 'function',
  title: 'A function that nearly runs out of memory',
  metric: 'memory',
  undo: UNDO_FUNCTION,
  find(facts) {
    const { setting, reports = [] } = facts;
    const ours = reports.find(({ memoryMb }) => memoryMb === setting.memoryMb);
    if (!ours || ours.invocations === 0 || ours.usedMaxMb < FULL * setting.memoryMb) return undefined;
    const size = memorySize(ours.usedMaxMb / FILLED);
    if (size === undefined || size <= setting.memoryMb) return undefined;
    const faster = slowdown(setting.memoryMb, size, reports);
    const ratio = size / setting.memoryMb;
    const costs = { low: ratio * faster.low, expected: ratio * faster.expected, high: ratio * faster.high };
    return {
      change: { type: 'function-setting', memoryMb: size },
      action: `Set the memory to ${size} MB instead of ${setting.memoryMb}.`,
      evidence: `It used up to ${Math.ceil(ours.usedMaxMb)} of ${setting.memoryMb} MB (${percent(ours.usedMaxMb / setting.memoryMb)}) in ${ours.invocations} invocations${ours.invocations < LEAST_INVOCATIONS ? ', which are few' : ''}.`,
      effects: [
        {
          metric: 'memory',
          low: changeOf(1 / ratio),
          expected: changeOf(1 / ratio),
          high: changeOf(1 / ratio),
        },
        {
          metric: 'latency',
          low: changeOf(faster.low),
          high: changeOf(faster.high),
          expected: changeOf(faster.expected),
        },
        {
          metric: 'cost',
          low: changeOf(costs.low),
          high: changeOf(costs.high),
          expected: changeOf(costs.expected),
        },
      ],
      saving: monthlySaving(facts, costs),
      risk: riskOf(ours),
    };
  },
};

function riskOf({ invocations }: MemoryReport): Finding['risk'] {
  const words = 'More memory and processor make nothing slower; it costs more at the most';
  if (invocations < LEAST_INVOCATIONS)
    return { level: 'MEDIUM', why: `${words}, but ${invocations} invocations are few to tell by.` };
  return { level: 'LOW', why: `${words}.` };
}
