import { percent } from '../percent.ts';
import { largest, total } from '../period.ts';
import type { FunctionRule } from '../rule.ts';

/** Of all requests that may be turned away. */
const TURNED_AWAY = 0.001;
/** Of what is reserved that has to have been in use, for the reservation to be the reason. */
const USED = 0.9;
const ROOM = 1.5;

export const functionReservedShort: FunctionRule = {
  name: 'function-reserved-short',
  on: 'function',
  title: 'A function whose reservation turns requests away',
  metric: 'throttles',
  undo: 'Set the former reservation with scale_resources, or take its change back by --undo.',
  find({ setting: { reserved }, window }) {
    const [throttles = 0, requests = 0, peak] = [
      total(window, 'throttles'),
      total(window, 'requests'),
      largest(window, 'concurrency'),
    ];
    const share = throttles / Math.max(1, throttles + requests);
    if (reserved === undefined || peak === undefined || share < TURNED_AWAY || peak < USED * reserved)
      return undefined;
    const executions = Math.max(reserved + 1, Math.ceil(reserved * ROOM));
    return {
      change: { type: 'reserved-concurrency', executions },
      action: `Reserve ${executions} executions at once instead of ${reserved}.`,
      evidence: `${percent(share)} of the requests were turned away while ${peak} of ${reserved} reserved executions were in use.`,
      effects: [{ metric: 'throttles', low: -100, high: 0 }],
      risk: {
        level: 'MEDIUM',
        why: 'What is reserved for it is taken from every other function of the account, and what it calls gets more at once.',
      },
    };
  },
};
