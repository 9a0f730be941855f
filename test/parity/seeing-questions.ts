import { ENVIRONMENT } from '../flows/service.ts';
import type { Case } from './questions.ts';

const here = (service: string) => ({ environment: ENVIRONMENT, service });
const place = (service: string) => ['--environment', ENVIRONMENT, '--service', service];
const HOUR = { startTime: '2025-12-31T00:00:00Z', endTime: '2025-12-31T01:00:00Z' };

/** Questions about how services are, how their metrics go on, and what their logs say. */
export const SEEING_CASES: readonly Case[] = [
  {
    what: 'anomalies of a service whose metrics were not looked at yet',
    status: 200,
    ask: ({ service }) => ({
      operation: 'detect_anomalies',
      input: { ...here(service), hours: 48 },
      words: [...place(service), '--hours', '48'],
      profile: 'viewer',
    }),
  },
  {
    what: 'what an hour of logs says',
    status: 200,
    ask: ({ service }) => ({
      operation: 'analyze_logs',
      input: { service, ...HOUR, logLevel: 'error', query: 'out of stock' },
      words: [
        ...['--service', service, '--start-time', HOUR.startTime, '--end-time', HOUR.endTime],
        ...['--log-level', 'error', '--query', 'out of stock'],
      ],
      profile: 'viewer',
    }),
  },
  {
    what: 'logs of an hour that ends before it begins',
    status: 400,
    ask: () => ({
      operation: 'analyze_logs',
      input: { startTime: HOUR.endTime, endTime: HOUR.startTime },
      words: ['--start-time', HOUR.endTime, '--end-time', HOUR.startTime],
    }),
  },
  {
    what: 'how a metric goes on, with lists, numbers and a choice',
    status: 200,
    ask: ({ service }) => ({
      operation: 'forecast_metric',
      input: {
        ...here(service),
        metric: 'latency',
        horizonHours: 2,
        quantiles: ['p50', 'p95'],
        period: '15m',
      },
      words: [
        ...place(service),
        ...['--metric', 'latency', '--horizon-hours', '2', '--period', '15m'],
        ...['--quantiles', 'p50,p95'],
      ],
      profile: 'viewer',
    }),
  },
  {
    what: 'how services are, by a list of names',
    status: 200,
    ask: ({ service }) => ({
      operation: 'monitor_health',
      input: { services: [service, `${ENVIRONMENT}/${service}`] },
      words: ['--services', service, '--services', `${ENVIRONMENT}/${service}`],
      profile: 'viewer',
    }),
  },
  {
    what: 'how a service was',
    status: 200,
    ask: ({ service }) => ({
      operation: 'get_health_history',
      input: { ...here(service), hours: 3 },
      words: [...place(service), '--hours', '3'],
      profile: 'viewer',
    }),
  },
  {
    what: 'how services are of which one is not registered',
    status: 404,
    ask: ({ service }) => ({
      operation: 'monitor_health',
      input: { services: [service, 'nobody'] },
      words: ['--services', service, '--services', 'nobody'],
    }),
  },
];
