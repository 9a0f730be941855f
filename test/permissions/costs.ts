import type { Installation } from '../flows/installation.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Two analyses of an account with an oddity in its bill: one with the hub's advice, one with the optimizer's. */
export async function costs({ account, as, clock }: Installation): Promise<void> {
  const now = clock.now();
  for (let ago = 60; ago >= 1; ago--)
    account.costs.bill.charge([
      {
        day: new Date(now - ago * DAY_MS).toISOString().slice(0, 10),
        service: 'AWS Lambda',
        usageType: 'Request',
        amount: ago <= 3 ? 90 : 10,
      },
    ]);
  account.estate.put('AWS::Lambda::Function', 'estate', {
    FunctionName: 'estate',
    FunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:estate',
  });
  account.estate.put('AWS::EC2::Instance', 'i-1', { InstanceId: 'i-1', State: { Name: 'running' } });
  account.optimizer.enroll();
  await as('operator').analyze_costs({ includePredictions: true });
  await clock.advanceBy(3 * MINUTE_MS);
  account.hub.enroll();
  await as('operator').analyze_costs({ maxAgeHours: 0 });
  await clock.advanceBy(3 * MINUTE_MS);
  await as('viewer').get_cost_analysis({});
}
