import { invalidArn } from '../refusals.ts';

function checkArn(arn: string | undefined, type: 'stateMachine' | 'execution'): string {
  if (arn !== undefined && new RegExp(`^arn:aws:states:[^:]+:\\d{12}:${type}:`).test(arn)) return arn;
  throw invalidArn(arn ?? '');
}

/** @throws InvalidArn */
export function machineArn(arn: string | undefined): string {
  return checkArn(arn, 'stateMachine');
}

/** @throws InvalidArn */
export function executionArn(arn: string | undefined): string {
  return checkArn(arn, 'execution');
}
