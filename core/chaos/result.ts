import type { Probe } from './experiment.ts';
import { keeps, parseTolerance } from './tolerance.ts';

export type ProbeStatus = 'PASS' | 'FAIL' | 'NO_DATA' | 'ERROR';

/** What a probe said at one look. */
export interface ProbeResult {
  readonly probe: string;
  readonly status: ProbeStatus;
  /** The worst that was measured. */
  readonly value?: number;
  readonly words: string;
}

/** What was measured for a probe: values, one a minute or request, or why there are none. */
export type Measured = { readonly values: readonly number[] } | { readonly error: string };

/** Every value has to keep to the tolerance; no value is no data, and never steady. */
export function judgeProbe({ name, tolerance }: Probe, measured: Measured): ProbeResult {
  if ('error' in measured) return { probe: name, status: 'ERROR', words: measured.error };
  const { values } = measured;
  if (values.length === 0) return { probe: name, status: 'NO_DATA', words: 'Nothing was measured.' };
  const bound = parseTolerance(tolerance);
  const worst = worstOf(values, bound.operator);
  const status = values.every((value) => keeps(bound, value)) ? 'PASS' : 'FAIL';
  const words = `${Number(worst.toPrecision(4))} ${status === 'PASS' ? 'keeps to' : 'does not keep to'} ${tolerance}.`;
  return { probe: name, status, value: worst, words };
}

function worstOf(values: readonly number[], operator: string): number {
  return operator.startsWith('>') ? Math.min(...values) : Math.max(...values);
}

/** Whether all probes are in tolerance; without a probe nothing is steady. */
export function isSteady(results: readonly ProbeResult[]): boolean {
  return results.length > 0 && results.every(({ status }) => status === 'PASS');
}
