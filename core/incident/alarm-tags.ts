import { cleanText, TEXT_LIMITS } from './clean-text.ts';
import { isEnvironmentName, isServiceName } from './place-names.ts';
import { SEVERITIES, type Severity, type Signal } from './signal.ts';

/** Tags by which an alarm's owner says what it watches and how much it matters. */
export const ALARM_TAGS = {
  environment: 'operate:environment',
  service: 'operate:service',
  severity: 'operate:severity',
} as const;

/** CloudWatch allows 50 tags. */
export const TAG_LIMIT = 50;

/**
 * A signal with its alarm's tags. What the signal says itself counts more; names and severities that
 * cannot be are left out, and stay to be read among the tags.
 */
export function withAlarmTags(signal: Signal, tags: Readonly<Record<string, string>>): Signal {
  const clean = cleanTags(tags);
  const environment = signal.environment ?? clean[ALARM_TAGS.environment];
  const service = signal.service ?? clean[ALARM_TAGS.service];
  const severity = signal.severity ?? severityNamed(clean[ALARM_TAGS.severity]);
  return {
    ...signal,
    ...(isEnvironmentName(environment) && { environment }),
    ...(isServiceName(service) && { service }),
    ...(severity && { severity }),
    tags: { ...clean, ...signal.tags },
  };
}

/** Tags with names and values cut and cleaned. */
export function cleanTags(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const clean = Object.entries(tags).map(([name, value]) => [
    cleanText(name, TEXT_LIMITS.name),
    cleanText(value, TEXT_LIMITS.tag),
  ]);
  return Object.fromEntries(clean.filter(([name]) => name !== '').slice(0, TAG_LIMIT));
}

function severityNamed(name: string | undefined): Severity | undefined {
  return SEVERITIES.find((severity) => severity === name?.toLowerCase());
}
