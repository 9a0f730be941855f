import type { Expression } from '@aws-sdk/client-cost-explorer';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { BillLine } from './account-bill.ts';

const FILE = 'sandbox/cost-explorer/expression.ts';

/** A dimension of a line of the bill. @throws SandboxNotImplemented for another one */
export function dimensionOf(line: BillLine, key: string | undefined): string {
  switch (key) {
    case 'SERVICE':
      return line.service;
    case 'RECORD_TYPE':
      return line.recordType;
    case 'USAGE_TYPE':
      return line.usageType;
    default:
      throw new SandboxNotImplemented(`Cost Explorer's dimension ${key}`, FILE);
  }
}

/** Whether a line meets a filter. As on AWS, one that names nothing that there is finds nothing, and is no error. */
export function meets(line: BillLine, filter: Expression | undefined): boolean {
  if (filter === undefined) return true;
  const { And, Or, Not, Dimensions, ...rest } = filter;
  const [other] = Object.keys(rest).filter((name) => rest[name as keyof typeof rest] !== undefined);
  if (other !== undefined) throw new SandboxNotImplemented(`filters of Cost Explorer with ${other}`, FILE);
  if (And) return And.every((one) => meets(line, one));
  if (Or) return Or.some((one) => meets(line, one));
  if (Not) return !meets(line, Not);
  return Dimensions?.Values?.includes(dimensionOf(line, Dimensions.Key)) ?? true;
}
