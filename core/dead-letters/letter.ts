/** A message of the dead-letter queue, with the attributes that its sender set. */
export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** ARN of the queue that handed it out in vain; SQS says so, and no sender can. */
  readonly redrivenFrom?: string;
}

interface Known {
  readonly id: string;
  readonly sentAt: number;
  /** ARN of what could not be called. */
  readonly target: string;
  readonly error: { readonly code: string; readonly words: string };
  /** How often it was tried. */
  readonly attempts: number;
}

/** A rule of EventBridge could not call its target: the message is the event as it was. */
export interface RuleLetter extends Known {
  readonly kind: 'rule';
  /** ARN of the rule. */
  readonly from: string;
  readonly event: unknown;
}

/** A schedule could not call its target: the message is what it would have got. */
export interface ScheduleLetter extends Known {
  readonly kind: 'schedule';
  /** ARN of the schedule. */
  readonly from: string;
  readonly payload: unknown;
}

/** A function was called asynchronously and failed for good: the message is Lambda's record of that. */
export interface InvocationLetter extends Known {
  readonly kind: 'invocation';
  readonly payload: unknown;
}

/** A queue handed a message out as often as it may, and its function did not do it: the message is as it was sent. */
export interface QueueLetter extends Omit<Known, 'attempts'> {
  readonly kind: 'queue';
  readonly body: string;
}

/** Somebody else's message, or one that was cut. */
export interface UnknownLetter {
  readonly kind: 'unknown';
  readonly id: string;
  readonly sentAt: number;
  readonly words: string;
}

export type KnownLetter = RuleLetter | ScheduleLetter | InvocationLetter | QueueLetter;
export type DeadLetter = KnownLetter | UnknownLetter;

/**
 * Reads a message by what its sender left on it: EventBridge rules name RULE_ARN, the scheduler SCHEDULE_ARN, and a
 * function's on-failure destination gets a record with a `requestContext`. What SQS moved here itself, it says so.
 */
export function readLetter(message: QueueMessage): DeadLetter {
  const { id, sentAt, body, attributes, redrivenFrom } = message;
  if (redrivenFrom !== undefined)
    return { kind: 'queue', id, sentAt, target: redrivenFrom, error: IN_VAIN, body };
  const value = parsed(body);
  if (value === undefined) return { kind: 'unknown', id, sentAt, words: 'The message is not JSON.' };
  const { RULE_ARN: rule, SCHEDULE_ARN: schedule, TARGET_ARN: target = '' } = attributes;
  if (attributes['IS_PAYLOAD_TRUNCATED'] === 'true')
    return { kind: 'unknown', id, sentAt, words: 'The scheduler cut the message; its input is not whole.' };
  const known = { id, sentAt, target, error: errorOf(attributes), attempts: attemptsOf(attributes) };
  if (rule !== undefined) return { ...known, kind: 'rule', from: rule, event: value.json };
  if (schedule !== undefined) return { ...known, kind: 'schedule', from: schedule, payload: value.json };
  return invocation(message, value.json);
}

const IN_VAIN = { code: 'ReceivedInVain', words: 'Its function failed at it as often as the queue allows.' };

function invocation({ id, sentAt }: QueueMessage, value: unknown): DeadLetter {
  const { requestContext, requestPayload, responsePayload } = fields(value);
  const { functionArn, condition, approximateInvokeCount } = fields(requestContext);
  if (typeof functionArn !== 'string' || requestPayload === undefined)
    return {
      kind: 'unknown',
      id,
      sentAt,
      words: 'The message says neither what sent it nor for whom it was.',
    };
  const { errorType, errorMessage } = fields(responsePayload);
  return {
    kind: 'invocation',
    id,
    sentAt,
    target: functionArn,
    error: {
      code: typeof errorType === 'string' ? errorType : String(condition ?? 'Unknown'),
      words: typeof errorMessage === 'string' ? errorMessage : String(condition ?? ''),
    },
    attempts: Number(approximateInvokeCount ?? 0),
    payload: requestPayload,
  };
}

function errorOf({ ERROR_CODE: code = 'Unknown', ERROR_MESSAGE: words = '' }: QueueMessage['attributes']) {
  return { code, words };
}

/** The senders count what came after the first attempt. */
function attemptsOf({ RETRY_ATTEMPTS: retries = '0' }: QueueMessage['attributes']): number {
  return 1 + (Number(retries) || 0);
}

function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
