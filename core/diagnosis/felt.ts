import type { SignalMetric } from '../incident/signal.ts';

/** Metrics of what those who call a service feel; each may come from what the service calls itself. */
const FELT: readonly string[] = [
  'HTTPCode_Target_5XX_Count',
  'HTTPCode_ELB_5XX_Count',
  'TargetResponseTime',
  'TargetConnectionErrorCount',
  'Errors',
  'Duration',
  '5XXError',
  'Latency',
  'IntegrationLatency',
];

/**
 * Whether a signal tells of what callers feel, which may have its cause elsewhere. One of a resource (its CPU, its
 * memory, its disk, its queue) tells where it is itself; one without a metric may be anything.
 */
export function isFelt(metric: Pick<SignalMetric, 'name'> | undefined): boolean {
  return metric === undefined || FELT.includes(metric.name);
}
