import type { SentMessage } from '../sqs/message.ts';
import type { Delivery } from './delivery.ts';
import type { RetryOutcome } from './retry.ts';

/** EventBridge's own codes for what a target answered, by the name of the exception. */
const CODES: readonly (readonly [RegExp, string])[] = [
  [/^AccessDenied|Unauthorized/, 'NO_PERMISSIONS'],
  [/(NotFound|DoesNotExist)(Exception)?$/, 'NO_RESOURCE'],
  [/^TooManyRequests|Throttl/, 'THROTTLING'],
  [/AlreadyExists/, 'RESOURCE_ALREADY_EXISTS'],
  [/^SyntaxError/, 'INVALID_JSON'],
  [/^(Validation|Invalid|RequestTooLarge)/, 'INVALID_PARAMETER'],
  [/^Timeout/, 'TIMEOUT'],
];

/**
 * What EventBridge puts into a rule's dead-letter queue: the event as it came, whatever the target would have made of
 * it, and the reason in the message's attributes
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html).
 */
export function deadLetter(
  { event, rule, target }: Delivery,
  { cause, retries, exhausted }: RetryOutcome & { kind: 'failed' },
): SentMessage {
  return {
    body: JSON.stringify(event),
    attributes: {
      RULE_ARN: rule.arn,
      TARGET_ARN: target.arn,
      ERROR_CODE: CODES.find(([names]) => names.test(cause.name))?.[1] ?? 'ERROR_FROM_TARGET',
      ERROR_MESSAGE: cause.message,
      ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
      RETRY_ATTEMPTS: String(retries),
    },
  };
}
