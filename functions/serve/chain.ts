import middy from '@middy/core';
import { digest } from '../../core/canonical.ts';
import {
  asOperateError,
  Conflict,
  Forbidden,
  type OperateError,
  Unauthenticated,
} from '../../core/errors.ts';
import { recordRefusal } from '../audit/refusals.ts';
import type { Caller, CallInfo, Context, Runtime } from '../context.ts';
import type { Contract } from '../contract.ts';
import { earlierAnswer, KeyTaken } from '../idempotency.ts';
import { RecordChanged } from '../table.ts';
import type { Target } from '../target.ts';
import type { Delivery } from '../verified-caller.ts';
import { authorise } from './authorise.ts';
import { answer, deliveryOf, isHttp, revalidated } from './event.ts';
import { identify } from './identity.ts';
import { idempotencyKey, parseInput } from './parse.ts';
import { problem } from './problem.ts';
import { batchAnswer, isBatch } from './queue-event.ts';
import { countChange, OverRate } from './rate.ts';

/** A handler of any operation; its contract has checked the input before it is called. */
export interface AnyHandler {
  (input: never, context: Context): Promise<unknown>;
  /** See `carriedOut`. */
  readonly carryOut?: (answer: never, context: Context) => Promise<void>;
  /** See `verifiedBy`. */
  readonly verify?: (delivery: Delivery, context: Context) => Promise<Caller>;
  /** See `aboutRecord`. */
  readonly target?: (input: never, context: Context) => Promise<Target | undefined>;
}

/** One call on its way through the chain. */
interface Exchange {
  readonly event: unknown;
  call: CallInfo;
  input?: Record<string, unknown>;
  /** What an earlier call with the same idempotency key was answered. */
  earlier?: unknown;
}

interface Request {
  readonly event: Exchange;
  response?: unknown;
  error?: Error | null | undefined;
}

/**
 * The one chain that every operation runs in: identity, rate, parse, authorise, idempotency, the handler, what its answer
 * sets going; on failure the refusal is audited, then told. The order is fixed here and nowhere else.
 * @returns the Lambda entry: (event, Lambda context) => HTTP answer, which messages of a queue's batch failed, or the
 *   bare output of a direct invocation; the latter two throw the operation's error, so that a state machine can catch
 *   it by name and a queue keeps the whole batch
 */
export function serve(contract: Contract, handler: AnyHandler, runtime: Runtime) {
  const chain = middy(async (exchange: Exchange) => {
    const context = contextOf(exchange, runtime);
    const output = exchange.earlier ?? (await decide(handler, exchange, context));
    await handler.carryOut?.(output as never, context);
    return respond(exchange, contract, output);
  })
    .before(identity(contract, handler, runtime))
    .before(rate(contract, runtime))
    .before(parse(contract))
    .before(authority(contract, handler, runtime))
    .before(idempotency(runtime))
    .onError(tell)
    .onError(audit(contract, runtime, onceAMinute()));
  return async (event: unknown, lambda: { awsRequestId: string }): Promise<unknown> => {
    const started = runtime.clock.now();
    const exchange: Exchange = { event, call: unknownCall(contract, event, lambda.awsRequestId) };
    try {
      return await chain(exchange as never, lambda as never);
    } finally {
      // Lambda times the function itself for nothing; a metric of our own is paid for, so only doors have one.
      if (contract.surfaces.length > 0)
        runtime.log.metric(contract.name, { durationMs: runtime.clock.now() - started });
    }
  };
}

const ATTEMPTS = 6;
const BACKOFF_MS = 25;

/**
 * Runs the handler, anew when what it had read was changed before it wrote: it decides on facts, so it decides
 * again on the new ones.
 */
async function decide(handler: AnyHandler, { input }: Exchange, context: Context): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await handler(input as never, context);
    } catch (error) {
      const earlier = await answeredMeanwhile(error, context);
      if (earlier !== undefined) return earlier;
      if (!(error instanceof RecordChanged)) throw error;
      if (attempt === ATTEMPTS)
        throw new Conflict('Others keep changing the same record; ask again.', { cause: error });
      await context.clock.sleep(context.ids.random() * BACKOFF_MS * 2 ** attempt);
    }
  }
}

/** What stands in the way may be the same call, sent twice at once: then its answer is the answer. */
async function answeredMeanwhile(error: unknown, context: Context): Promise<unknown> {
  return error instanceof KeyTaken || error instanceof Conflict ? earlierAnswer(context) : undefined;
}

function unknownCall({ name }: Contract, event: unknown, lambdaRequestId: string): CallInfo {
  const requestId = isHttp(event) ? event.requestContext.requestId : lambdaRequestId;
  const caller = { arn: 'anonymous', roles: [], kind: 'principal' } as const;
  return { operation: name, requestId, caller, inputHash: digest(null) };
}

function contextOf({ call }: Exchange, runtime: Runtime): Context {
  return { ...runtime, call };
}

function respond({ event, call }: Exchange, { batches, accepts }: Contract, output: unknown): unknown {
  if (isHttp(event)) {
    const made = answer(accepts ? 202 : 200, 'application/json', output, call.requestId);
    return event.requestContext.http.method === 'GET' ? revalidated(made, event) : made;
  }
  return batches && isBatch(event) ? batchAnswer(output) : output;
}

const identity =
  (contract: Contract, { verify }: AnyHandler, runtime: Runtime) =>
  async ({ event: exchange }: Request): Promise<void> => {
    const { event } = exchange;
    const caller =
      contract.verifiesCaller && verify && isHttp(event)
        ? await verify(deliveryOf(event), contextOf(exchange, runtime))
        : identify(event, contract, runtime.environment, runtime.clock.now());
    exchange.call = { ...exchange.call, caller };
  };

const rate =
  (contract: Contract, runtime: Runtime) =>
  async ({ event: exchange }: Request): Promise<void> => {
    await countChange(contextOf(exchange, runtime), contract);
  };

const parse =
  (contract: Contract) =>
  ({ event: exchange }: Request): void => {
    const key = idempotencyKey(exchange.event, contract);
    exchange.input = parseInput(exchange.event, contract);
    const call = { ...exchange.call, inputHash: digest(exchange.input) };
    exchange.call = key === undefined ? call : { ...call, idempotencyKey: key };
  };

const authority =
  (contract: Contract, { target }: AnyHandler, runtime: Runtime) =>
  async ({ event: exchange }: Request): Promise<void> => {
    const context = contextOf(exchange, runtime);
    await authorise(contract, context, exchange.input ?? {}, () =>
      target?.(exchange.input as never, context),
    );
  };

const idempotency =
  (runtime: Runtime) =>
  async ({ event: exchange }: Request): Promise<void> => {
    exchange.earlier = await earlierAnswer(contextOf(exchange, runtime));
  };

/** Whether this is the first time in its minute, in this execution environment. */
function onceAMinute(): (now: number) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return (now) => {
    const minute = Math.floor(now / 60_000);
    const first = minute !== last;
    last = minute;
    return first;
  };
}

const audit =
  (contract: Contract, runtime: Runtime, isFirst: (now: number) => boolean) =>
  async ({ event: exchange, error: thrown }: Request): Promise<void> => {
    const error = asOperateError(thrown);
    const { caller, requestId } = exchange.call;
    const fields = { operation: contract.name, requestId, caller: caller.arn, code: error.name };
    if (error.status >= 500) runtime.log.error(error.message, { ...fields, cause: causes(error) });
    else runtime.log.warn(error.message, fields);
    // Counted by operation alone: whoever is refused must not be able to make metrics, or records, at will.
    if (error instanceof Unauthenticated || error instanceof Forbidden)
      runtime.log.metric(contract.name, { refused: 1 });
    if (contract.risk === 'read' || caller.kind === 'machine') return;
    // What nobody in particular sends must not fill the table: one record a minute, and the log has the rest.
    if (error instanceof Unauthenticated && !isFirst(runtime.clock.now())) return;
    if (error instanceof OverRate && !error.audited) return;
    try {
      await recordRefusal(contextOf(exchange, runtime), error);
    } catch (unwritten) {
      // The caller still gets the refusal; the log keeps what the chain could not.
      runtime.log.error('A refusal could not be audited.', { ...fields, cause: causes(unwritten) });
    }
  };

const tell = (request: Request): void => {
  const error = asOperateError(request.error);
  if (!isHttp(request.event.event)) throw error;
  request.response = problem(error, request.event.call.requestId);
};

/** Names and messages down the chain of causes, for the log only. */
function causes(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return [`${error.name}: ${error.message}`, ...causes((error as OperateError).cause)];
}
