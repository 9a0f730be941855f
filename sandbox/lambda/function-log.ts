import type { AccountScope } from '../service.ts';

export function logGroupOf(functionName: string): string {
  return `/aws/lambda/${functionName}`;
}

/** The name of a new log stream: each execution environment has its own. */
export function newLogStream(scope: AccountScope, version: string): string {
  const day = new Date(scope.clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]${scope.id()}`;
}

/** A line of the console: JSON, metrics among it, stays as it is; other text gets the runtime's prefix. */
export function consoleLine(scope: AccountScope, requestId: string, line: string): string {
  return line.startsWith('{') ? line : logLine(scope, requestId, 'INFO', line);
}

/** A line as the Node.js runtime writes it. */
export function logLine(scope: AccountScope, requestId: string, level: string, message: string): string {
  return [new Date(scope.clock.now()).toISOString(), requestId, level, message].join('\t');
}
