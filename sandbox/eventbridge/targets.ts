import { type InputTransformer, type TransformContext, transformInput } from './input-transformer.ts';
import { readPath } from './json-path.ts';

/**
 * How a service reaches what it triggers. Payloads are JSON text, exactly what crosses the wire. A Lambda
 * function is invoked asynchronously, so the promise settles when the invocation is accepted. Errors are the
 * called service's own exceptions; they decide whether a delivery is tried again.
 */
export interface TargetCalls {
  invokeFunction(arn: string, event: string, roleArn?: string): Promise<void>;
  /** `name` is given only where the caller names the execution. */
  startExecution(arn: string, input: string, roleArn?: string, name?: string): Promise<void>;
  sendMessage(queueArn: string, body: string): Promise<void>;
}

export interface RetryPolicy {
  /** 0 to 185. */
  readonly maximumRetryAttempts?: number;
  /** 60 to 86400. */
  readonly maximumEventAgeInSeconds?: number;
}

/** One target of a rule. At most one of `input`, `inputPath` and `inputTransformer` is given. */
export interface RuleTarget {
  readonly id: string;
  /** A Lambda function, version or alias, a state machine, or a standard queue. */
  readonly arn: string;
  /** The role EventBridge takes on; required for a state machine. */
  readonly roleArn?: string;
  readonly input?: string;
  readonly inputPath?: string;
  readonly inputTransformer?: InputTransformer;
  readonly retryPolicy?: RetryPolicy;
  /** ARN of the dead-letter queue. Without one, an event that cannot be delivered is dropped, as on AWS. */
  readonly deadLetterArn?: string;
}

export type TargetKind = 'function' | 'state-machine' | 'queue';

/** What kind of target an ARN names, or undefined for one the sandbox does not deliver to. */
export function targetKind(arn: string): TargetKind | undefined {
  if (/^arn:aws:lambda:[^:]*:\d{12}:function:/.test(arn)) return 'function';
  if (/^arn:aws:states:[^:]*:\d{12}:stateMachine:/.test(arn)) return 'state-machine';
  if (/^arn:aws:sqs:[^:]*:\d{12}:(?!.*\.fifo$)/.test(arn)) return 'queue';
  return undefined;
}

/** The JSON text that a target receives for an event. Throws a SyntaxError when a template gives no JSON. */
export function targetPayload(target: RuleTarget, context: TransformContext): string {
  if (target.input !== undefined) return target.input;
  if (target.inputTransformer) return transformInput(target.inputTransformer, context);
  if (target.inputPath !== undefined) return JSON.stringify(readPath(context.event, target.inputPath) ?? {});
  return JSON.stringify(context.event);
}

export async function callTarget(calls: TargetCalls, target: RuleTarget, payload: string): Promise<void> {
  const { arn, roleArn } = target;
  switch (targetKind(arn)) {
    case 'function':
      return calls.invokeFunction(arn, payload, roleArn);
    case 'queue':
      return calls.sendMessage(arn, payload);
    default:
      return calls.startExecution(arn, payload, roleArn);
  }
}
