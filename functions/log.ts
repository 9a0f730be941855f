import type { Clock } from './clock.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** One JSON object a line, with the field names CloudWatch Logs users know from Powertools. */
export interface Log {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
  /** Counts one call as an embedded metric (EMF) with the operation as its only dimension. */
  metric(operation: string, values: Readonly<Record<string, number>>): void;
}

export function jsonLog(
  service: string,
  clock: Clock,
  write: (line: string) => void,
  more: Fields = {},
): Log {
  const line = (level: string, message: string, fields: Fields = {}) =>
    write(
      JSON.stringify({
        level,
        message,
        service,
        timestamp: new Date(clock.now()).toISOString(),
        ...more,
        ...fields,
      }),
    );
  return {
    info: (message, fields) => line('INFO', message, fields),
    warn: (message, fields) => line('WARN', message, fields),
    error: (message, fields) => line('ERROR', message, fields),
    metric: (operation, values) =>
      write(
        JSON.stringify({
          _aws: {
            Timestamp: clock.now(),
            CloudWatchMetrics: [
              {
                Namespace: 'Operate',
                Dimensions: [['operation']],
                Metrics: Object.keys(values).map((Name) => ({ Name })),
              },
            ],
          },
          operation,
          ...values,
        }),
      ),
  };
}
