import type { Period } from '../../core/performance/period.ts';
import type { LambdaAliasTarget } from '../../core/services/service.ts';
import { defined } from './defined.ts';
import type { Measuring } from './read-periods.ts';

/** What CloudWatch measures of a function behind its alias, whichever version ran; its own errors of the version that serves. */
export function functionMeasuring(target: LambdaAliasTarget, version: string): Measuring {
  const { functionName, alias, errorMetric } = target;
  const dimensions = { FunctionName: functionName, Resource: `${functionName}:${alias}` };
  const query = (id: string, metric: string, stat: string) => ({
    id,
    namespace: 'AWS/Lambda',
    metric,
    dimensions,
    stat,
  });
  const own =
    errorMetric.type === 'custom'
      ? [
          {
            id: 'own',
            namespace: errorMetric.namespace,
            metric: errorMetric.metric,
            dimensions: versioned(errorMetric.dimensions, version),
            stat: 'Sum',
          },
        ]
      : [];
  return {
    queries: [
      query('requests', 'Invocations', 'Sum'),
      query('errors', 'Errors', 'Sum'),
      query('throttles', 'Throttles', 'Sum'),
      query('mean', 'Duration', 'Average'),
      query('p95', 'Duration', 'p95'),
      query('longest', 'Duration', 'Maximum'),
      query('concurrency', 'ConcurrentExecutions', 'Maximum'),
      ...own,
    ],
    periodOf: (at, value) => periodOf(at, value, errorMetric.type === 'custom'),
  };
}

function periodOf(at: number, value: (id: string) => number | undefined, hasOwn: boolean): Period {
  // A declared metric that says nothing about a period is missing, and missing is not good.
  const [errors, own] = [value('errors'), hasOwn ? value('own') : 0];
  return {
    at,
    ...defined({
      requests: value('requests'),
      errors: errors === undefined || own === undefined ? undefined : errors + own,
      throttles: value('throttles'),
      meanMs: value('mean'),
      p95Ms: value('p95'),
      maxMs: value('longest'),
      concurrency: value('concurrency'),
    }),
  };
}

function versioned(dimensions: Readonly<Record<string, string>>, version: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(dimensions).map(([name, value]) => [name, value.replaceAll('{version}', version)]),
  );
}
