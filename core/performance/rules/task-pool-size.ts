import { largest, meanByRequests, valuesOf } from '../period.ts';
import type { TaskRule } from '../rule.ts';

/** Connections kept beyond those that are in use on average at the peak. */
const ROOM = 2;
const LEAST = 2;
/** How many times what is needed a pool may be. */
const WIDE = 4;
const HOUR_SECONDS = 3600;

export const taskPoolSize: TaskRule = {
  name: 'task-pool-size',
  on: 'tasks',
  title: 'Tasks whose pool of connections does not fit what they have to serve',
  metric: 'throughput',
  undo: 'Set the variable as it was, and deploy.',
  find({ setting: { pools, count }, sizing }) {
    const [pool] = pools;
    const [requests, p95Ms] = [largest(sizing, 'requests'), meanByRequests(sizing, 'p95Ms')];
    if (!pool || requests === undefined || p95Ms === undefined || count === 0) return undefined;
    // Little's law: what is under way is the rate of arrival by the time that each takes; at the most all of it waits.
    const underWay = (requests / HOUR_SECONDS / count) * (p95Ms / 1000);
    const needed = Math.max(LEAST, Math.ceil(underWay * ROOM));
    const { variable, size } = pool;
    if (size >= underWay && size <= WIDE * needed) return undefined;
    return {
      change: { type: 'pool-size', variable, size: needed },
      action: `Set ${variable} to ${needed} instead of ${size}.`,
      evidence: `In its busiest hour of ${valuesOf(sizing, 'requests').length} a task had about ${Math.max(1, Math.ceil(underWay))} requests under way at once, and may keep ${size} connections.`,
      effects: [{ metric: 'latency', low: size < underWay ? -50 : 0, high: 0 }],
      risk: {
        level: 'MEDIUM',
        why: 'The name of the variable is all that says what it is, and an hour hides shorter peaks.',
      },
    };
  },
};
