import { sleepInBackground } from '../clock/sandbox-clock.ts';
import type { ExecutionEnvironment } from './environment-pool.ts';
import { type Execution, type ExecutionHost, functionContext } from './function-context.ts';
import {
  exited,
  type InvocationOutcome,
  ProcessExit,
  responseTooLarge,
  timedOut,
  unhandled,
} from './function-error.ts';
import { logGroupOf, logLine, newLogStream, reportLine } from './function-log.ts';
import type { FunctionContext } from './function-record.ts';
import { RunningInvocation, runWithin } from './running-invocation.ts';

export interface ExecutionReport {
  readonly outcome: InvocationOutcome;
  /** Without the cold start, as AWS counts it. */
  readonly durationMilliseconds: number;
}

const RESPONSE_LIMIT_BYTES = 6_291_556;

/**
 * Runs one invocation: cold start when there is no idle environment, then the handler until it settles or times
 * out. Only JSON text goes in and comes out. A handler that timed out goes on running here, where AWS would
 * freeze or kill it; its calls to AWS are not made any more, its result is dropped and its environment not used again.
 */
export async function execute(host: ExecutionHost, execution: Execution): Promise<ExecutionReport> {
  const { version } = execution;
  const environment = version.environments.acquire(() => newLogStream(host.scope, version.version));
  const initAt = environment.initialised ? undefined : host.executionClock.now();
  const broken = initAt === undefined ? undefined : await coldStart(host, execution);
  if (broken) return report(host, execution, environment, broken, host.executionClock.now());
  environment.initialised = true;
  const startedAt = host.executionClock.now();
  const outcome = await runHandler(host, execution, environment);
  if (!outcome.environmentLost) version.environments.release(environment);
  const ran = report(host, execution, environment, outcome, startedAt);
  const initMilliseconds = initAt === undefined ? undefined : startedAt - initAt;
  const line = reportLine(execution, ran.durationMilliseconds, initMilliseconds);
  if (line !== undefined) host.scope.log(logGroupOf(execution.functionName), environment.logStream, line);
  return ran;
}

async function coldStart(
  host: ExecutionHost,
  { version, requestId }: Execution,
): Promise<InvocationOutcome | undefined> {
  const { startSeconds = 0, init } = version.code;
  if (startSeconds > 0) await host.executionClock.sleep(startSeconds * 1_000);
  try {
    await init?.();
    return undefined;
  } catch (thrown) {
    return failureOf(thrown, requestId);
  }
}

async function runHandler(
  host: ExecutionHost,
  execution: Execution,
  environment: ExecutionEnvironment,
): Promise<InvocationOutcome> {
  const { timeoutSeconds } = execution.version.settings;
  const running = new RunningInvocation(execution.payload);
  const settled = new AbortController();
  const onTimeout = () => timedOut(execution.requestId, timeoutSeconds);
  const limit = sleepInBackground(host.executionClock, timeoutSeconds * 1_000, settled.signal);
  const hanging = untilDeadline(host, running, timeoutSeconds, settled.signal);
  try {
    const context = functionContext(host, execution, environment);
    const handling = runWithin(running, () => callHandler(host, execution, context));
    return await Promise.race([
      handling,
      limit.then(onTimeout, onTimeout),
      hanging.then(onTimeout, onTimeout),
    ]);
  } finally {
    running.end();
    settled.abort(SETTLED);
  }
}

/** A handler that hangs is waited for until its time-out, where one that works is a reason for time to pass itself. */
async function untilDeadline(
  { executionClock }: ExecutionHost,
  running: RunningInvocation,
  timeoutSeconds: number,
  signal: AbortSignal,
): Promise<void> {
  const deadline = executionClock.now() + timeoutSeconds * 1_000;
  await running.hanging;
  await executionClock.sleep(deadline - executionClock.now(), signal);
}

/** A constant reason spares an error with a stack for each invocation. */
const SETTLED = 'the invocation is over';

async function callHandler(
  { executionClock }: ExecutionHost,
  { version, payload, requestId, met }: Execution,
  context: FunctionContext,
): Promise<InvocationOutcome> {
  try {
    if (met && met.delayMs > 0) await executionClock.sleep(met.delayMs);
    if (met?.fails) throw new Error('Fault injected by AWS FIS.');
    const result = await version.code.handler(JSON.parse(payload), context);
    return answer(result);
  } catch (thrown) {
    return failureOf(thrown, requestId);
  }
}

function answer(result: unknown): InvocationOutcome {
  const payload = asJson(result);
  return Buffer.byteLength(payload) > RESPONSE_LIMIT_BYTES
    ? responseTooLarge(RESPONSE_LIMIT_BYTES)
    : { payload };
}

function asJson(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch {
    throw new Error('Unable to stringify response body');
  }
}

function failureOf(thrown: unknown, requestId: string): InvocationOutcome {
  return thrown instanceof ProcessExit ? exited(requestId) : unhandled(thrown);
}

function report(
  host: ExecutionHost,
  execution: Execution,
  environment: ExecutionEnvironment,
  outcome: InvocationOutcome,
  startedAt: number,
): ExecutionReport {
  if (outcome.functionError !== undefined) {
    const line = logLine(host.scope, execution.requestId, 'ERROR', `Invoke Error\t${outcome.payload}`);
    host.scope.log(logGroupOf(execution.functionName), environment.logStream, line);
  }
  return { outcome, durationMilliseconds: host.executionClock.now() - startedAt };
}
