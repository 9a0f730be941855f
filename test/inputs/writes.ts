import type { TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import type { Account } from '../../sandbox/account/account.ts';
import type { CallRecord } from '../../sandbox/hook/call-record.ts';

const READS = /^(BatchGet|Describe|Get|Invoke|List|Query|Scan)/;
const REFUSALS = /#(AUDIT#refusals\/|REFUSALS#)/;

/** The calls by which a role changed something while `act` ran, other than the audit of refusals. */
export async function writesDuring<T>(
  { recorder }: Account,
  role: string,
  act: () => Promise<T>,
): Promise<{ readonly answer: T; readonly writes: readonly CallRecord[] }> {
  const last = recorder.calls.at(-1);
  const answer = await act();
  const made = recorder.calls.slice(last ? recorder.calls.lastIndexOf(last) + 1 : 0);
  const writes = made
    .filter(({ principal, command }) => principal === role && !READS.test(command))
    .filter((call) => !isRefusal(call));
  return { answer, writes };
}

/** A transaction that only chains a refused attempt. */
function isRefusal({ command, input }: CallRecord): boolean {
  if (command !== 'TransactWriteItems') return false;
  const { TransactItems = [] } = input as TransactWriteItemsInput;
  return TransactItems.every(({ Put }) => REFUSALS.test(Put?.Item?.['pk']?.S ?? ''));
}
