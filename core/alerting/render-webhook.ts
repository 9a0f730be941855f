import { messageOf } from './message.ts';
import type { Notice } from './notice.ts';

/** The JSON of a webhook, in the form of the Standard Webhooks specification. */
export interface WebhookBody {
  readonly type: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a program is told of a notice; `text` says it for people, and every text in it is cut and clean. */
export function renderWebhook(notice: Notice): WebhookBody {
  const { headline, title, lines } = messageOf(notice);
  const { subject, severity, environment, services, at, doubt } = notice;
  return {
    type: `incident.${notice.type}`,
    timestamp: at,
    data: {
      subject,
      severity,
      environment,
      services,
      title,
      text: [headline, ...lines],
      ...('runId' in notice && { runId: notice.runId }),
      ...(doubt && { undeliveredOn: doubt.channel }),
    },
  };
}
