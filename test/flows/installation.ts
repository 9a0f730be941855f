import type { Context } from '../../functions/context.ts';
import { idsFrom } from '../../functions/ids.ts';
import { Account, type AccountOptions } from '../../sandbox/account/account.ts';
import { installProduct, type Product, type ProductOptions } from '../../sandbox/account/product.ts';
import { VirtualClock } from '../../sandbox/clock/virtual-clock.ts';
import { type Operations, operationsOf } from './profiles.ts';

/** An account on virtual time with the product in it, and everybody who uses it. */
export interface Installation {
  readonly clock: VirtualClock;
  readonly account: Account;
  readonly product: Product;
  /** Reads and writes the table as somebody who may do everything. */
  readonly context: Context;
  /** The operations as the sandbox's `developer` calls them. */
  readonly developer: Operations;
  readonly as: (profile: string | null) => Operations;
  close(): Promise<void>;
}

/** Time stands still in many tests, and no caller's allowance would ever grow. */
const UNLIMITED = 60_000_000;

const TESTER = 'arn:aws:iam::000000000000:role/tester';

/** How the account is made, where a test wants it otherwise. */
export type AccountSetting = Pick<AccountOptions, 'metricDays' | 'pace' | 'random' | 'seed'> & {
  /** When it begins, in milliseconds; as virtual clocks do when missing. */
  readonly from?: number;
};

export async function install(
  options: ProductOptions = {},
  { from, ...setting }: AccountSetting = {},
): Promise<Installation> {
  const clock = new VirtualClock(from);
  const account = new Account({ plane: 'model', clock, seed: 7, ...setting });
  const product = await installProduct(account, { changesPerMinute: UNLIMITED, ...options });
  account.iam.setStatements(TESTER, [{ actions: ['*'], resources: ['*'] }]);
  const context: Context = {
    clock,
    ids: idsFrom((count) =>
      Uint8Array.from({ length: count }, () => Math.floor(account.scope.random() * 256)),
    ),
    clients: account.dispatcher.clientsFor({ arn: TESTER }),
    http: () => Promise.reject(new Error('Nobody is there.')),
    environment: product.environment,
    log: { info: () => {}, warn: () => {}, error: () => {}, metric: () => {} },
    call: {
      operation: 'test',
      requestId: 'request',
      caller: { arn: TESTER, roles: ['admin'], kind: 'principal' },
      inputHash: '0'.repeat(64),
    },
  };
  const as = (profile: string | null) => operationsOf(account, profile);
  return { clock, account, product, context, developer: as('developer'), as, close: () => account.close() };
}
