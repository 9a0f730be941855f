import type { Violation } from '../errors.ts';
import { cleanTags, TAG_LIMIT } from './alarm-tags.ts';
import { cleanText, TEXT_LIMITS } from './clean-text.ts';
import { isEnvironmentName, isServiceName } from './place-names.ts';
import { type Reading, refused } from './reading.ts';
import { SEVERITIES, type Severity, type Signal, type SignalState } from './signal.ts';
import { signalKey } from './signal-key.ts';
import { iso, sourceTime } from './source-time.ts';
import { isRecord } from './untyped.ts';

export const WEBHOOK_KEY_LIMIT = 200;
/** A time further ahead of our clock is refused: all that is heard later would count as late. */
export const AHEAD_LIMIT_SECONDS = 300;
const STATES: readonly SignalState[] = ['FIRING', 'RESOLVED', 'NO_DATA'];

interface Rule {
  readonly required?: true;
  readonly allowed: string;
  readonly holds: (value: unknown, now: number) => boolean;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isFilled = (value: unknown) => isText(value) && cleanText(value, TEXT_LIMITS.title) !== '';
const oneOf = (values: readonly string[]) => (value: unknown) => isText(value) && values.includes(value);

/** The documented body, field by field. Text that is too long is cut, not refused; a key is never cut. */
const RULES: Readonly<Record<string, Rule>> = {
  key: {
    required: true,
    allowed: `what is watched, always the same for the same thing; 1 to ${WEBHOOK_KEY_LIMIT} characters`,
    holds: (value) => isFilled(value) && isText(value) && value.length <= WEBHOOK_KEY_LIMIT,
  },
  state: { required: true, allowed: STATES.join(', '), holds: oneOf(STATES) },
  title: { required: true, allowed: 'text', holds: isFilled },
  reason: { allowed: 'text', holds: isText },
  at: {
    required: true,
    allowed: 'when the state began: ISO 8601 with a zone, not ahead of the clock',
    holds: (value, now) =>
      (sourceTime(value) ?? Number.POSITIVE_INFINITY) <= now + AHEAD_LIMIT_SECONDS * 1000,
  },
  service: { allowed: 'name of a service', holds: isServiceName },
  environment: { allowed: 'name of an environment', holds: isEnvironmentName },
  severity: { allowed: SEVERITIES.join(', '), holds: oneOf(SEVERITIES) },
  resource: { allowed: 'ARN or name of what is watched', holds: isText },
  tags: { allowed: `up to ${TAG_LIMIT} names with text`, holds: isTags },
};

function isTags(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(isText) && Object.keys(value).length <= TAG_LIMIT;
}

/**
 * The signal of a webhook's body.
 * @param body parsed from JSON
 * @param now milliseconds
 */
export function readWebhookBody(body: unknown, now: number): Reading {
  if (!isRecord(body))
    return refused({ field: 'body', problem: 'is not an object', allowed: `a JSON object with ${names()}` });
  const violations = [...unknownFields(body), ...brokenRules(body, now)];
  return violations.length > 0 ? refused(...violations) : { kind: 'signal', signal: signalOf(body) };
}

function names(): string {
  return Object.keys(RULES).join(', ');
}

function unknownFields(body: Readonly<Record<string, unknown>>): readonly Violation[] {
  return Object.keys(body)
    .filter((field) => !Object.hasOwn(RULES, field))
    .slice(0, 10)
    .map((field) => ({
      field: cleanText(field, TEXT_LIMITS.name),
      problem: 'is not known',
      allowed: names(),
    }));
}

function brokenRules(body: Readonly<Record<string, unknown>>, now: number): readonly Violation[] {
  return Object.entries(RULES).flatMap(([field, { required, allowed, holds }]) => {
    if (!Object.hasOwn(body, field)) return required ? [{ field, problem: 'is missing', allowed }] : [];
    return holds(body[field], now) ? [] : [{ field, problem: 'is not allowed', allowed }];
  });
}

/** A body whose fields keep the rules above. */
interface Checked {
  readonly key: string;
  readonly state: SignalState;
  readonly title: string;
  readonly reason?: string;
  readonly at: string;
  readonly service?: string;
  readonly environment?: string;
  readonly severity?: Severity;
  readonly resource?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

function signalOf(body: unknown): Signal {
  const { key, state, title, reason, at, service, environment, severity, resource, tags } = body as Checked;
  return {
    key: signalKey('webhook', key),
    source: 'webhook',
    state,
    at: iso(sourceTime(at) ?? 0),
    title: cleanText(title, TEXT_LIMITS.title),
    reason: cleanText(reason ?? '', TEXT_LIMITS.reason),
    ...(environment !== undefined && { environment }),
    ...(service !== undefined && { service }),
    ...(resource !== undefined && { resource: cleanText(resource, TEXT_LIMITS.tag) }),
    ...(severity !== undefined && { severity }),
    tags: cleanTags(tags ?? {}),
  };
}
