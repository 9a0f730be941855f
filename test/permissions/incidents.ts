import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { signatureOf } from '../../core/incident/webhook-signature.ts';
import { ALERTING, alarmsOf, MINUTE_MS, TAGS } from '../../functions/incidents/incidents.fixture.ts';
import type { Installation } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { runStep } from '../flows/step.ts';

const SECRET = 'a-secret-of-sixteen-or-more';

/** One of the channels of its first level has a secret, which is not there. */
const WITH_SECRET = ALERTING.replace(
  'channels:',
  'channels:\n  - { name: pager, type: pagerduty, secret: operate/pager }',
).replace('notify: [mail]', 'notify: [mail, pager]');

/** Incidents of every origin, from their beginning to their postmortem. */
export async function incidents(installation: Installation): Promise<void> {
  const { as, clock, account } = installation;
  account.ses.verifyIdentity('example.com');
  await as('admin').set_alerting({ document: WITH_SECRET });
  const { putAlarm, setAlarm } = alarmsOf(installation);
  // Nobody says what this one is of, so that all services are looked through.
  await putAlarm('of-nobody');
  await setAlarm('of-nobody', 'ALARM');
  await putAlarm('of-orders', { ...TAGS, 'operate:service': 'orders' });
  await setAlarm('of-orders', 'ALARM');
  await clock.advanceBy(6 * MINUTE_MS);
  await setAlarm('of-orders', 'OK');
  await clock.advanceBy(6 * MINUTE_MS);
  await delivered(installation);
  await byPeople(installation);
  const { incidents: all } = await as('viewer').list_incidents({ service: 'orders' });
  const incidentId = all.find(({ state }) => state === 'RESOLVED')?.incidentId ?? '';
  await as('viewer').get_incident({ incidentId });
  await investigated(installation);
  const open = await as('viewer').list_incidents({ open: true });
  for (const id of [incidentId, open.incidents[0]?.incidentId ?? ''])
    await as('viewer').get_postmortem({ incidentId: id });
}

/** One of a pair that has a log, looked at twice by itself and once on request. */
async function investigated({ as, clock }: Installation): Promise<void> {
  const { incident } = await as('operator').manage_incident({
    action: 'create',
    title: 'The shop is slow',
    environment: ENVIRONMENT,
    affectedServices: ['shop'],
  });
  await clock.advanceBy(6 * MINUTE_MS);
  await as('viewer').investigate_incident({ incidentId: incident.incidentId });
}

async function byPeople(installation: Installation): Promise<void> {
  const { as, clock, account } = installation;
  const { manage_incident: manage } = as('operator');
  const create = async (title: string) => {
    const { incident } = await manage({
      action: 'create',
      title,
      environment: ENVIRONMENT,
      affectedServices: ['orders'],
    });
    return { incidentId: incident.incidentId };
  };
  const one = await create('Orders are lost');
  await clock.advanceBy(10_000);
  await runStep(installation, 'gate_incidents', { environment: ENVIRONMENT, service: 'orders' });
  await manage({ action: 'escalate', ...one });
  await manage({ action: 'acknowledge', ...one });
  await manage({ action: 'resolve', ...one, resolution: 'Found them.' });
  // An acknowledgement that comes before its escalation waits.
  const slow = { command: 'BatchGetItem', principal: '*await-acknowledgement' };
  account.faults.add({ match: slow, effect: 'latency', milliseconds: 8_000, times: 1 });
  const other = await create('Orders are late');
  await clock.advanceBy(2_000);
  await manage({ action: 'acknowledge', ...other });
  await clock.advanceBy(MINUTE_MS);
  await manage({ action: 'resolve', ...other, resolution: 'They came.' });
}

/** A signal of another monitoring system, signed, of a service that needs another one. */
async function delivered({ account, context, clock }: Installation): Promise<void> {
  account.secrets.createSecret('operate/webhooks/grafana', SECRET);
  const timestamp = String(Math.floor(clock.now() / 1000));
  const at = new Date(clock.now()).toISOString();
  const of = { environment: ENVIRONMENT, service: 'search' };
  const body = JSON.stringify({ key: 'slow', state: 'FIRING', title: 'Search is slow', at, ...of });
  const event = {
    rawPath: '/operations/receive-signal',
    headers: {
      'x-operate-source': 'grafana',
      'x-operate-timestamp': timestamp,
      'x-operate-signature': signatureOf(SECRET, timestamp, body),
    },
    body,
    requestContext: { http: { method: 'POST' }, requestId: 'request' },
  };
  const Payload = new TextEncoder().encode(JSON.stringify(event));
  const command = new InvokeCommand({ FunctionName: 'operate-receive-signal', Payload });
  const answer = await context.clients(LambdaClient).send(command);
  const { statusCode } = JSON.parse(new TextDecoder().decode(answer.Payload)) as { statusCode: number };
  if (statusCode !== 202) throw new Error(`The delivery was answered ${statusCode}.`);
  await clock.advanceBy(10_000);
}
