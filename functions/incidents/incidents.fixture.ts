import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { putComplaintsAlarm } from '../../test/flows/complaints.ts';
import { type AccountSetting, type Installation, install } from '../../test/flows/installation.ts';

/** Two levels, on channels that need no network. */
export const ALERTING = `channels:
  - { name: mail, type: email, from: ops@example.com, to: [ada@example.org] }
  - { name: phones, type: sms, phoneNumbers: ["+49151123456"] }
policies:
  - name: default
    repeat: 0
    levels:
      - { notify: [mail], timeoutSeconds: 300 }
      - { notify: [phones], timeoutSeconds: 600 }
routes:
  - { policy: default }
suppressions:
  - { name: known, reason: "noisy since the move", key: "cloudwatch:*:alarm:noisy-*", until: "2036-02-01T00:00:00Z" }
maintenance:
  - name: database
    environment: production
    services: [database]
    windows:
      - { from: "2020-01-01T00:00:00Z", to: "2036-01-01T00:00:00Z", reason: patches }
digest: { messages: 50, withinSeconds: 60 }
`;

export const MINUTE_MS = 60_000;

/** An installation in which people are told of incidents, and what tests do with its alarms. */
export async function house(setting: AccountSetting = {}) {
  const installation = await install({}, setting);
  installation.account.ses.verifyIdentity('example.com');
  await installation.as('admin').set_alerting({ document: ALERTING });
  return { ...installation, installation, ...alarmsOf(installation), ...queue(installation) };
}

/** Incidents of a service, newest first, as `get_incident` tells them. */
export async function incidentsOf({ as }: House, service: string) {
  const { incidents } = await as('viewer').list_incidents({ service });
  return Promise.all(incidents.map(({ incidentId }) => as('viewer').get_incident({ incidentId })));
}

export type House = Awaited<ReturnType<typeof house>>;

/** What tests do with alarms. */
export function alarmsOf({ context, clock }: Installation) {
  const cloudWatch = context.clients(CloudWatchClient);
  return {
    /** An alarm that never has data of its own. */
    putAlarm: (name: string, tags: Readonly<Record<string, string>> = {}) =>
      putComplaintsAlarm({ context }, name, tags),
    /** Sets an alarm's state, and lets what follows happen. */
    async setAlarm(AlarmName: string, StateValue: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA', wait = 20_000) {
      await cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'Set by hand.' }));
      await clock.advanceBy(wait);
    },
  };
}

function queue({ context, product }: Installation) {
  return {
    /** Puts bodies into the queue of signals as they are. */
    async send(bodies: readonly string[]): Promise<void> {
      for (let first = 0; first < bodies.length; first += 10)
        await context.clients(SQSClient).send(
          new SendMessageBatchCommand({
            QueueUrl: product.environment.queues['signals'],
            Entries: bodies
              .slice(first, first + 10)
              .map((MessageBody, index) => ({ Id: String(index), MessageBody })),
          }),
        );
    },
  };
}

export const TAGS = {
  'operate:environment': 'production',
  'operate:service': 'shop',
  'operate:severity': 'high',
};

export interface AlarmSaid {
  readonly state?: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';
  /** Milliseconds. */
  readonly at: number;
  readonly reason?: string;
}

/** The event of an alarm's change, as EventBridge carries it. */
export function alarmEvent(name: string, { state = 'ALARM', at, reason = 'Too many.' }: AlarmSaid): string {
  return JSON.stringify({
    version: '0',
    id: `${name}-${at}`,
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    time: new Date(at).toISOString(),
    resources: [`arn:aws:cloudwatch:eu-west-1:000000000000:alarm:${name}`],
    detail: {
      alarmName: name,
      state: { value: state, reason, timestamp: new Date(at).toISOString().replace('Z', '+0000') },
      configuration: { metrics: [] },
    },
  });
}
