import type { Violation } from '../../../core/errors.ts';
import { readAlarmEvent } from '../../../core/incident/cloudwatch-event.ts';
import { readAlarmNotification } from '../../../core/incident/cloudwatch-sns.ts';
import { type Reading, refused } from '../../../core/incident/reading.ts';
import type { Signal } from '../../../core/incident/signal.ts';
import { member, parsedJson, textOf } from '../../../core/incident/untyped.ts';
import { isSloMessage, readSloMessage } from '../../slos/slo-message.ts';
import { isHealthMessage, readHealthMessage } from '../health-message.ts';
import { isWebhookMessage, readWebhookMessage } from '../webhook-message.ts';
import { deploymentNews, isDeploymentEvent } from './deployment-event.ts';

/** What a message says; one of ours may say that something was bad and is well again. */
export type MessageReading =
  | {
      readonly kind: 'signals';
      readonly signals: readonly Signal[];
      readonly arn?: string;
      /** A deployment that has ended or is held: what was attached to it and fires still needs another place. */
      readonly unjudged?: string;
    }
  | { readonly kind: 'refused'; readonly violations: readonly Violation[] };

/**
 * Reads the body of a message by its envelope: an event of EventBridge, a delivery that `receive_signal` took, what
 * probes found, else the notification of an alarm, in SNS's envelope or without it.
 * @param now milliseconds
 */
export function readMessage(text: string, now: number): MessageReading {
  const body = parsedJson(text);
  if (isWebhookMessage(body)) return one(readWebhookMessage(body, now));
  if (isHealthMessage(body)) return all(readHealthMessage(body, now));
  if (isSloMessage(body)) return one(readSloMessage(body, now));
  if (member(body, 'detail-type') === undefined)
    return one(readAlarmNotification(body), arnOfNotification(body));
  if (!isDeploymentEvent(body)) return one(readAlarmEvent(body), textOf(member(body, 'resources', 0)));
  const news = deploymentNews(body);
  if (news) return { kind: 'signals', ...news };
  const violation = { field: 'detail', problem: 'is not as we send it', allowed: 'an event of a deployment' };
  return one(refused(violation));
}

function one(reading: Reading, arn?: string): MessageReading {
  if (reading.kind === 'refused') return reading;
  return { kind: 'signals', signals: [reading.signal], ...(arn !== undefined && { arn }) };
}

/** A message that has anything wrong in it is refused as a whole: it is none of ours. */
function all(readings: readonly Reading[]): MessageReading {
  const violations = readings.flatMap((one) => (one.kind === 'refused' ? one.violations : []));
  if (violations.length > 0) return { kind: 'refused', violations };
  return {
    kind: 'signals',
    signals: readings.flatMap((one) => (one.kind === 'signal' ? [one.signal] : [])),
  };
}

function arnOfNotification(body: unknown): string {
  const enveloped = parsedJson(member(body, 'Message'));
  return textOf(member(enveloped ?? body, 'AlarmArn'));
}
