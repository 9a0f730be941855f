import type { Notice, Notification } from '../../core/alerting/notice.ts';
import type { Installation } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';

const DOCUMENT = `channels:
  - { name: team, type: slack, secret: operate/slack, channel: C0123 }
  - { name: mail, type: email, from: ops@example.com, to: [ada@example.org] }
  - { name: gone, type: slack, secret: operate/gone, channel: C0123 }
  - { name: phone, type: sms, phoneNumbers: ["+49151123456"] }
`;
const NOTICE: Notice = {
  subject: 'inc-1',
  title: 'High CPU',
  severity: 'high',
  environment: ENVIRONMENT,
  services: ['shop'],
  at: '2026-01-01T00:00:00Z',
  type: 'opened',
  words: 'CPU > 80%',
};

/** Channels of each way of sending, one of which nobody answers, so that its fallback is told as well. */
export async function notifications({ account, as, clock, product }: Installation): Promise<void> {
  account.secrets.createSecret('operate/slack', 'xoxb-1');
  account.ses.verifyIdentity('example.com');
  await as('admin').set_alerting({ document: DOCUMENT });
  await as('viewer').get_alerting({});
  const queue = product.manifest.queues.find(({ name }) => name.endsWith('notifications'));
  const send = (notification: Notification) =>
    account.sqs.send(queue?.arn ?? '', { body: JSON.stringify({ kind: 'notification', notification }) });
  for (const channel of ['team', 'phone'])
    send({ id: `inc-1@${channel}`, channel, notice: NOTICE, fallback: 'mail' });
  await clock.advanceBy(5 * 60_000);
  send({ id: 'inc-1@gone', channel: 'gone', notice: NOTICE });
  await clock.advanceBy(40 * 60_000);
  await as('viewer').list_dead_letters({});
}
