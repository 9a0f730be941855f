import { systemClock } from '../../functions/clock.ts';
import { Account } from '../account/account.ts';
import { installProduct, type Product } from '../account/product.ts';
import type { SandboxClock } from '../clock/sandbox-clock.ts';
import { ScaledClock } from '../clock/scaled-clock.ts';
import type { Principal } from '../service.ts';

/** Sandbox seconds that pass in a real one. */
const SPEED = 30;
/** Requests per real second to each service. */
const REQUESTS_PER_SECOND = 200;

/** Who looks on from outside; the product does not know this role. */
export const OBSERVER: Principal = { arn: 'arn:aws:iam::000000000000:role/demo-observer' };
/** Somebody else of the same company, who may change what the product is moving. */
export const COLLEAGUE: Principal = { arn: 'arn:aws:iam::000000000000:role/colleague' };

/** The account in which scenarios are played, with the product installed. */
export interface Stage {
  readonly account: Account;
  readonly product: Product;
  readonly clock: SandboxClock;
  /** What a caller of `UsersSide` gives as rate: requests per real second, or per sandbox second in the model. */
  readonly requestsPerSecond: number;
  close(): Promise<void>;
}

/** Task processes, sockets and real requests, in time that runs faster. */
export function openLiveStage(): Promise<Stage> {
  const clock = new ScaledClock({ start: systemClock.now(), speed: SPEED });
  return openStage(new Account({ plane: 'live', clock, realClock: systemClock }), clock, REQUESTS_PER_SECOND);
}

/**
 * Installs the product in an account and lets those in who look on or interfere.
 * @param requestsPerSecond to each service; see `Stage`
 */
export async function openStage(
  account: Account,
  clock: SandboxClock,
  requestsPerSecond: number,
): Promise<Stage> {
  const product = await installProduct(account);
  account.iam.setStatements(OBSERVER.arn, [
    {
      actions: [
        'dynamodb:GetItem',
        'lambda:InvokeFunction',
        'states:GetExecutionHistory',
        'states:ListExecutions',
      ],
      resources: ['*'],
    },
  ]);
  account.iam.setStatements(COLLEAGUE.arn, [
    {
      actions: ['elasticloadbalancing:DescribeListeners', 'elasticloadbalancing:ModifyListener'],
      resources: ['*'],
    },
  ]);
  return { account, product, clock, requestsPerSecond, close: () => account.close() };
}
