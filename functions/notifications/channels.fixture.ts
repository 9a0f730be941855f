import { DOCUMENT } from '../../core/alerting/document.fixture.ts';
import { type Notice, type Notification, notificationsFor } from '../../core/alerting/notice.ts';
import { SecretsManager } from '../../sandbox/secrets-manager/secrets-manager.ts';
import { SesV2 } from '../../sandbox/sesv2/sesv2.ts';
import { Sns } from '../../sandbox/sns/sns.ts';
import { Sqs } from '../../sandbox/sqs/sqs.ts';
import { ENVIRONMENT, testTable } from '../audit/context.fixture.ts';
import type { Context } from '../context.ts';
import { definition } from './deliver-notifications/definition.ts';
import { handler } from './deliver-notifications/handler.ts';
import { enqueueNotifications } from './enqueue.ts';
import { type Accepted, providers } from './providers.fixture.ts';
import { receiver } from './receiver.fixture.ts';
import { handler as setAlerting } from './set-alerting/handler.ts';
import { readAlerting } from './store.ts';

const QUEUE = 'operate-notifications';
const ARN = `arn:aws:sqs:${ENVIRONMENT.region}:${ENVIRONMENT.account}:${QUEUE}`;

export const NOTICE: Notice = {
  subject: 'inc-1',
  title: 'High CPU <!channel>',
  severity: 'high',
  environment: 'production',
  services: ['shop'],
  at: '2026-01-01T00:00:00.000Z',
  type: 'opened',
  words: 'CPU > 80%',
};

/** An account with every kind of channel behind one receiver, and the function that delivers. */
export async function channels(document = DOCUMENT) {
  const accepted: Accepted = {
    slack: 'xoxb-one',
    telegram: '123456:one-one-one-one',
    pagerduty: 'r0uting-key-one',
    hook: Buffer.from('signing key one').toString('base64'),
  };
  const made: { secrets: SecretsManager; ses: SesV2; sns: Sns; sqs: Sqs }[] = [];
  const table = await testTable((scope) => {
    const services = {
      secrets: new SecretsManager(scope),
      ses: new SesV2(scope),
      sns: new Sns(scope),
      sqs: new Sqs(scope),
    };
    made.push(services);
    return Object.values(services);
  });
  const [services] = made;
  if (!services) throw new Error('The account has no services.');
  const queueUrl = services.sqs.createQueue({ name: QUEUE });
  services.ses.verifyIdentity('example.com');
  for (const [name, value] of Object.entries(accepted))
    services.secrets.createSecret(`operate/${name}`, name === 'hook' ? `whsec_${value}` : value);
  const server = await receiver(providers(accepted));
  const place = (context: Context): Context => ({
    ...context,
    http: server.http,
    environment: { ...context.environment, queues: { notifications: queueUrl } },
  });
  const admin = place(table.context());
  await setAlerting({ document, dryRun: false }, admin);
  const deliverer = place(
    table.contextOf({
      ...definition,
      permissions: definition.permissions.map((statement) => ({
        ...statement,
        resources: statement.resources.map((resource) => resource.replace('{queue:notifications}', ARN)),
      })),
    }),
  );
  const tellAll = async (notifications: readonly Notification[]) =>
    enqueueNotifications(admin, (await readAlerting(admin)).alerting, notifications);
  const taken = new Set<string>();
  return {
    ...table,
    ...services,
    accepted,
    server,
    admin,
    deliverer,
    arrivedAt: (host: string) => server.arrived.filter((request) => request.host === host),
    tell: (names: readonly string[], notice: Notice = NOTICE, cause = 'inc-1/opened', fallback?: string) =>
      tellAll(notificationsFor(cause, notice, names, fallback)),
    tellAll,
    /** Delivers what is in the queue and can be seen, as Lambda would; answers how many are to be handed out again. */
    async work(receives = 1): Promise<number> {
      const visible = services.sqs
        .messages(QUEUE)
        .filter(({ id, visibleAt }) => !taken.has(id) && visibleAt <= table.clock.now());
      if (visible.length === 0) return 0;
      const messages = visible.map(({ id, body }) => ({
        id,
        body,
        sentAt: '2026-01-01T00:00:00Z',
        receives,
      }));
      const { failed } = await handler({ messages }, deliverer);
      for (const { id } of visible) if (!failed.includes(id)) taken.add(id);
      return failed.length;
    },
    waiting: () => services.sqs.messages(QUEUE).filter(({ id }) => !taken.has(id)),
  };
}
