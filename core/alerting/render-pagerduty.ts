import type { Severity } from '../incident/signal.ts';
import { messageOf } from './message.ts';
import type { Notice } from './notice.ts';
import { plainText } from './plain-text.ts';

/** The body of PagerDuty's Events API v2, but for the routing key, which is a secret. */
export type PagerDutyBody =
  | { readonly event_action: 'acknowledge' | 'resolve'; readonly dedup_key: string }
  | {
      readonly event_action: 'trigger';
      readonly dedup_key: string;
      readonly client: 'Operate';
      readonly payload: {
        readonly summary: string;
        readonly source: string;
        readonly severity: 'critical' | 'error' | 'warning' | 'info';
        readonly timestamp: string;
        readonly component?: string;
        readonly group: string;
        readonly class: string;
        readonly custom_details: Readonly<Record<string, unknown>>;
      };
    };

const LONGEST_SUMMARY = 1024;
const LONGEST_KEY = 255;
const LONGEST_NAME = 255;
const SEVERITIES = {
  critical: 'critical',
  high: 'error',
  medium: 'warning',
  low: 'info',
} as const satisfies Record<Severity, string>;

/**
 * What PagerDuty is told of a notice; undefined for what changes no alert there: the end of a run may come after the
 * alert is resolved, and would open another one.
 */
export function renderPagerDuty(notice: Notice): PagerDutyBody | undefined {
  const dedup_key = plainText(notice.subject, LONGEST_KEY);
  switch (notice.type) {
    case 'run-finished':
      return undefined;
    case 'acknowledged':
      return { event_action: 'acknowledge', dedup_key };
    case 'resolved':
      return { event_action: 'resolve', dedup_key };
    default:
      return { event_action: 'trigger', dedup_key, client: 'Operate', payload: payloadOf(notice) };
  }
}

function payloadOf(notice: Notice): Extract<PagerDutyBody, { event_action: 'trigger' }>['payload'] {
  const { headline, title, lines } = messageOf(notice);
  const { severity, environment, services, at, subject, type } = notice;
  const [service] = services;
  return {
    summary: plainText(`${headline}: ${title}`, LONGEST_SUMMARY),
    source: plainText(service ? `${environment}/${service}` : environment, LONGEST_NAME),
    severity: SEVERITIES[severity],
    timestamp: at,
    ...(service !== undefined && { component: plainText(service, LONGEST_NAME) }),
    group: plainText(environment, LONGEST_NAME),
    class: type,
    custom_details: { incident: plainText(subject, LONGEST_KEY), details: lines },
  };
}
