import type { FaultCall } from '../../sandbox/faults/rule.ts';
import type { Installation } from '../../test/flows/installation.ts';

const WRITES = ['TransactWriteItems', 'PutItem', 'UpdateItem', 'DeleteItem'];

/** Counts what one operation's function writes into the table, from now on. */
export class Writes {
  itemsWritten = 0;
  transactions = 0;

  constructor({ account, product }: Installation, operation: string) {
    const role = product.manifest.functions.find((plan) => plan.operation === operation)?.role.arn;
    if (role === undefined) throw new RangeError(`There is no function of ${operation}.`);
    const predicate = ({ client, command }: FaultCall) =>
      client === 'DynamoDBClient' && WRITES.includes(command);
    const observe = (call: FaultCall) => this.#count(call);
    account.faults.add({ match: { principal: role, predicate }, effect: 'observe-after', observe });
  }

  #count({ input }: FaultCall): void {
    const { TransactItems } = input as { readonly TransactItems?: readonly object[] };
    this.transactions += 1;
    this.itemsWritten += (TransactItems ?? [{ Put: {} }]).filter(
      (item) => !('ConditionCheck' in item),
    ).length;
  }
}
