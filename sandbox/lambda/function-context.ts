import type { Clock } from '../../functions/clock.ts';
import type { AccountScope } from '../service.ts';
import type { ExecutionEnvironment } from './environment-pool.ts';
import { consoleLine, logGroupOf } from './function-log.ts';
import type { FunctionContext, FunctionVersion } from './function-record.ts';

export interface Execution {
  readonly functionName: string;
  readonly version: FunctionVersion;
  readonly invokedArn: string;
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** What is done to it on purpose. */
  readonly met?: { readonly delayMs: number; readonly fails: boolean };
}

export interface ExecutionHost {
  readonly scope: AccountScope;
  /** The clock on which functions start, run and time out. */
  readonly executionClock: Clock;
}

/** What the handler of an execution is told. */
export function functionContext(
  { scope, executionClock }: ExecutionHost,
  { functionName, version, invokedArn, requestId }: Execution,
  { logStream }: ExecutionEnvironment,
): FunctionContext {
  const { settings } = version;
  const deadline = executionClock.now() + settings.timeoutSeconds * 1_000;
  const logGroup = logGroupOf(functionName);
  return {
    functionName,
    functionVersion: version.version,
    invokedFunctionArn: invokedArn,
    awsRequestId: requestId,
    memoryLimitInMB: String(settings.memory),
    logGroupName: logGroup,
    logStreamName: logStream,
    environment: settings.environment,
    getRemainingTimeInMillis: () => Math.max(0, deadline - executionClock.now()),
    log: (line) => scope.log(logGroup, logStream, consoleLine(scope, requestId, line)),
  };
}
