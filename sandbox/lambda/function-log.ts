import type { AccountScope } from '../service.ts';
import type { Execution } from './function-context.ts';

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

/** What Lambda writes after an invocation; undefined where nobody knows how much memory it used. */
export function reportLine(
  { version: { settings, code }, requestId }: Pick<Execution, 'version' | 'requestId'>,
  durationMilliseconds: number,
  initMilliseconds: number | undefined,
): string | undefined {
  if (code.usedMegabytes === undefined) return undefined;
  const used = Math.min(settings.memory, Math.round(code.usedMegabytes));
  const parts = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMilliseconds.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMilliseconds)} ms`,
    `Memory Size: ${settings.memory} MB`,
    `Max Memory Used: ${used} MB`,
    ...(initMilliseconds === undefined ? [] : [`Init Duration: ${initMilliseconds.toFixed(2)} ms`]),
  ];
  return `${parts.join('\t')}\t`;
}
