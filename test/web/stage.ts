import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { ALARM, RUNBOOKS } from '../../functions/runbooks/house.fixture.ts';
import { PEOPLE } from '../../sandbox/account/profiles.ts';
import { LocalIssuer } from '../../sandbox/oidc/local-issuer.ts';
import { putComplaintsAlarm } from '../flows/complaints.ts';
import { type Installation, install } from '../flows/installation.ts';
import { type StorefrontService, storefront } from '../flows/storefront.ts';
import { type Pace, paced } from './pace.ts';

/** An installation with the page, a service under load and an alarm of it; its time is in the test's hands. */
export interface WebStage extends Installation {
  /** Where the page is. */
  readonly url: string;
  readonly shop: StorefrontService;
  readonly pace: Pace;
  /** Sets the alarm of the service, which a runbook answers that has to ask. */
  alarm(state: 'ALARM' | 'OK'): Promise<void>;
}

const MINUTE_MS = 60_000;

const OBJECTIVE = `apiVersion: openslo/v1
kind: SLO
metadata: { name: shop-availability, displayName: Shop answers }
spec:
  service: shop
  timeWindow: [{ duration: 1d, isRolling: true }]
  indicator:
    metadata: { name: shop-errors }
    spec:
      ratioMetric:
        bad: { metricSource: { type: Operate, spec: { metric: errors } } }
        total: { metricSource: { type: Operate, spec: { metric: requests } } }
  objectives: [{ targetPercent: 99 }]
`;

export async function openWebStage(): Promise<WebStage> {
  let installation: Installation | undefined;
  let codes = 0;
  const issuer = await LocalIssuer.open(
    {
      clock: { now: () => installation?.clock.now() ?? 0 },
      id: () => {
        codes += 1;
        return `code-${codes}`;
      },
    },
    PEOPLE,
  );
  installation = await install({ issuer, release: { runbooks: RUNBOOKS } });
  const made = installation;
  const { account, context, product, clock } = made;
  await putComplaintsAlarm(made, ALARM);
  const shop = await storefront(made, {
    name: 'shop',
    requestsPerSecond: 20,
    desiredCount: 2,
    targetTracking: false,
    maxCapacity: 40,
    registration: { alarms: [ALARM], health: { endpoints: [] } },
  });
  await made.developer.set_slo({
    environment: 'production',
    document: OBJECTIVE,
  });
  await clock.advanceBy(10 * MINUTE_MS);
  const pace = paced(clock);
  const { url } = await product.api.listen();
  return {
    ...made,
    url: `${url}/`,
    shop,
    pace,
    async alarm(StateValue) {
      const command = new SetAlarmStateCommand({ AlarmName: ALARM, StateValue, StateReason: 'Set by hand.' });
      await context.clients(CloudWatchClient).send(command);
    },
    async close() {
      pace.end();
      await Promise.all([product.api.close(), issuer.close()]);
      await shop.traffic.stop();
      await account.close();
    },
  };
}
