import { LAMBDA } from '../../costs/prices/serverless.ts';
import { cents } from '../monthly.ts';
import { percent } from '../percent.ts';
import { mean, meanByRequests, total } from '../period.ts';
import type { FunctionRule } from '../rule.ts';

/** Of all invocations that may start cold. */
const COLD = 0.01;
/** What a start takes, as a share of the p95, before anybody notices. */
const NOTICED = 0.5;
/** Requests a minute below which keeping something ready costs more than it is worth. */
const LEAST_A_MINUTE = 1;
const HOURS_A_MONTH = 730;

export const functionColdStarts: FunctionRule = {
  name: 'function-cold-starts',
  on: 'function',
  title: 'A function that starts cold too often',
  metric: 'cold-starts',
  undo: 'Take the environments back with scale_resources --undo.',
  find({ setting, reports = [], sizing }) {
    const { memoryMb, architecture, provisioned = 0 } = setting;
    const ours = reports.find((report) => report.memoryMb === memoryMb);
    const [requests = 0, running] = [total(sizing, 'requests'), mean(sizing, 'concurrency')];
    const p95 = meanByRequests(sizing, 'p95Ms');
    if (!ours || ours.initP95Ms === undefined || running === undefined || p95 === undefined) return undefined;
    const share = ours.coldStarts / ours.invocations;
    const perMinute = requests / Math.max(1, sizing.length * 60);
    if (share < COLD || ours.initP95Ms < NOTICED * p95 || perMinute < LEAST_A_MINUTE) return undefined;
    const environments = Math.max(1, Math.ceil(running));
    if (environments <= provisioned) return undefined;
    const more = (environments - provisioned) * (memoryMb / 1024) * 3600 * HOURS_A_MONTH;
    const dollars = cents(more * LAMBDA[architecture].provisionedGbSecond);
    return {
      change: { type: 'provisioned-concurrency', environments },
      action: `Keep ${environments} environments ready instead of ${provisioned}.`,
      evidence: `${percent(share)} of ${ours.invocations} invocations started cold, which took ${Math.round(ours.initP95Ms)} ms (p95) beside a p95 of ${Math.round(p95)} ms.`,
      effects: [{ metric: 'cold-starts', low: -100, high: -50 }],
      saving: { low: -dollars, expected: -dollars, high: -dollars },
      risk: { level: 'MEDIUM', why: 'It is paid for whether it is used or not.' },
    };
  },
};
