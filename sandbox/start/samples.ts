import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { systemClock } from '../../functions/clock.ts';
import type { Account } from '../account/account.ts';
import type { Storage } from '../account/storage.ts';
import { type ProvisionedPricing, provisionPricing } from '../lambda/samples/provision-pricing.ts';
import { provisionStorefront, type Storefront } from '../samples/storefront.ts';
import type { Invoke } from '../traffic/invocations.ts';
import { isFree } from './free-port.ts';

const CALLER = 'arn:aws:iam::000000000000:role/pricing-callers';

/** The two things of the users that a live sandbox deploys to. */
export interface Samples {
  readonly storefront: Storefront;
  readonly pricing: ProvisionedPricing;
}

/**
 * Makes the samples, except for what the account's own restore brings back from this storage.
 * @param port of the load balancer on a first start; a free one when it is taken
 */
export async function makeSamples(account: Account, storage: Storage, port: number): Promise<Samples> {
  const pricing = provisionPricing(account.scope, account.lambda, { clock: systemClock });
  const known = storage.load('users') === undefined ? undefined : storage.load<Storefront>('storefront');
  const storefront = known ?? (await newStorefront(account, port));
  storage.save('storefront', () => storefront);
  return { storefront, pricing };
}

/** Nothing of the account is kept yet: a start that is killed here begins anew. */
async function newStorefront({ users }: Account, port: number): Promise<Storefront> {
  return provisionStorefront(users, { port: (await isFree(port)) ? port : 0 });
}

/** How users call the sample function: through its alias, seeing which version answered. */
export function callerOf(
  account: Account,
  { functionName, alias }: Pick<ProvisionedPricing, 'functionName' | 'alias'>,
): Invoke {
  account.iam.setStatements(CALLER, [{ actions: ['lambda:InvokeFunction'], resources: ['*'] }]);
  const lambda = account.dispatcher.clientsFor({ arn: CALLER })(LambdaClient);
  return async () => {
    const command = new InvokeCommand({ FunctionName: functionName, Qualifier: alias });
    const { Payload, FunctionError, ExecutedVersion = 'unknown' } = await lambda.send(command);
    const answer: unknown = JSON.parse(new TextDecoder().decode(Payload));
    const { statusCode = 500 } = answer as { readonly statusCode?: number };
    return { ok: FunctionError === undefined && statusCode < 500, version: ExecutedVersion };
  };
}
