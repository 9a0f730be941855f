import type { Account } from '../../sandbox/account/account.ts';
import type { Scenario } from './labelled.ts';

/** Everything that is part of the product has such a role. */
const PRODUCT = 'arn:aws:iam::*:role/operate-*';

const NEVER_ENDS = 'never-ends';
/** Longer than any scenario. */
const FOREVER_SECONDS = 30 * 86_400;

/** Lets AWS refuse calls of the product, as a scenario says. */
export function refuseCalls(account: Account, refusals: Scenario['refusals']): void {
  for (const { client, command, error, times } of refusals) {
    if (error === NEVER_ENDS) {
      hang(account, `${client} ${command}`);
      continue;
    }
    const match = { client: `${client}Client`, command, principal: PRODUCT };
    const made = { name: error, ...statusOf(error) };
    account.faults.add({ match, effect: 'error-before', error: made, ...(times !== undefined && { times }) });
  }
}

/** Machines take every command up and stay at it. */
function hang({ ssm }: Account, what: string): void {
  if (what !== 'SSM SendCommand') throw new RangeError(`What would it be that ${what} does not end?`);
  for (const [name, { run }] of [...ssm.documents]) ssm.createDocument(name, run, FOREVER_SECONDS);
}

function statusOf(error: string) {
  return { statusCode: error === 'ServerException' ? 500 : 400 };
}
