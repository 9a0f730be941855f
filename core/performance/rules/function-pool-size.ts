import { largest } from '../period.ts';
import type { FunctionRule } from '../rule.ts';

/** An environment serves one request at a time; a second connection serves what goes on beside it. */
const NEEDED = 2;

export const functionPoolSize: FunctionRule = {
  name: 'function-pool-size',
  on: 'function',
  title: 'A function that keeps more connections than it can use at once',
  metric: 'throughput',
  undo: 'Set the variable as it was, and publish.',
  find({ setting: { pools }, sizing }) {
    const wide = pools.find(({ size }) => size > NEEDED);
    const peak = largest(sizing, 'concurrency');
    if (!wide || peak === undefined) return undefined;
    const { variable, size } = wide;
    return {
      change: { type: 'pool-size', variable, size: NEEDED },
      action: `Set ${variable} to ${NEEDED} instead of ${size}.`,
      evidence: `Each environment serves one request at a time and may keep ${size} connections: ${Math.ceil(peak * size)} with the ${Math.ceil(peak)} environments that ran at once.`,
      effects: [{ metric: 'latency', low: 0, expected: 0, high: 0 }],
      risk: {
        level: 'MEDIUM',
        why: 'The name of the variable is all that says what it is; code that asks for several connections at once would wait.',
      },
    };
  },
};
