import type { AccountScope } from '../../service.ts';

/** The metric in which a function counts its own answers of 500 and above, per version: AWS has none. */
export interface ServerErrorMetric {
  readonly namespace: string;
  readonly metric: string;
}

/** A version of a function, as the metric's dimensions name it. */
export interface VersionDimensions {
  readonly FunctionName: string;
  readonly ExecutedVersion: string;
}

/** One answer as an embedded-metric log line. A good answer counts 0, so that no data never looks like no errors. */
export function serverErrorLine(
  { namespace, metric }: ServerErrorMetric,
  dimensions: VersionDimensions,
  statusCode: number,
  at: number,
): string {
  const definition = {
    Namespace: namespace,
    Dimensions: [Object.keys(dimensions)],
    Metrics: [{ Name: metric, Unit: 'Count' }],
  };
  return JSON.stringify({
    _aws: { Timestamp: at, CloudWatchMetrics: [definition] },
    ...dimensions,
    statusCode,
    [metric]: statusCode >= 500 ? 1 : 0,
  });
}

/** The same metric for answers that a traffic model made up; `errors` are among `count`. */
export function recordServerErrors(
  scope: AccountScope,
  { namespace, metric }: ServerErrorMetric,
  dimensions: VersionDimensions,
  { at, count, errors }: { readonly at: number; readonly count: number; readonly errors: number },
): void {
  const observation = { namespace, metric, dimensions: { ...dimensions }, at, unit: 'Count' };
  if (errors > 0) scope.record({ ...observation, value: 1, count: errors });
  if (count > errors) scope.record({ ...observation, value: 0, count: count - errors });
}
