import type { TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import type { Account } from '../../sandbox/account/account.ts';
import type { CallRecord } from '../../sandbox/hook/call-record.ts';

const READS = /^(BatchGet|Describe|Get|Invoke|List|Query|Scan)/;
const REFUSALS = /#(AUDIT#refusals\/|REFUSALS#)/;

export interface Written<T> {
  readonly answer: T;
  /** The calls by which something was changed, other than the audit of refusals and the count of the caller. */
  readonly writes: readonly CallRecord[];
  /** How many refusals were audited. */
  readonly refusals: number;
}

/** What a role wrote while `act` ran. */
export async function writesDuring<T>(
  { recorder }: Account,
  role: string,
  act: () => Promise<T>,
): Promise<Written<T>> {
  const last = recorder.calls.at(-1);
  const answer = await act();
  const made = recorder.calls.slice(last ? recorder.calls.lastIndexOf(last) + 1 : 0);
  const all = made.filter((call) => call.principal === role && !READS.test(call.command) && !isCount(call));
  const { true: refused = [], false: writes = [] } = Object.groupBy(all, (call) => `${isRefusal(call)}`);
  return { answer, writes, refusals: refused.length };
}

/** What counts a caller's changes. */
function isCount({ command, input }: CallRecord): boolean {
  const { Key } = input as { readonly Key?: { readonly pk?: { readonly S?: string } } };
  return command === 'UpdateItem' && /#RATE#/.test(Key?.pk?.S ?? '');
}

/** A transaction that only chains a refused attempt. */
function isRefusal({ command, input }: CallRecord): boolean {
  if (command !== 'TransactWriteItems') return false;
  const { TransactItems = [] } = input as TransactWriteItemsInput;
  return TransactItems.every(({ Put }) => REFUSALS.test(Put?.Item?.['pk']?.S ?? ''));
}
