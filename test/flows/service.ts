import type { Traffic } from '../../sandbox/traffic/traffic.ts';
import type { Installation } from './installation.ts';
import type { Operations } from './profiles.ts';

/** A registered service with users, whatever its target is. */
export interface Service {
  readonly installation: Installation;
  readonly name: string;
  readonly traffic: Traffic;
  /** A version with which nothing is wrong, and one that fails a fifth of all requests. */
  readonly versions: { readonly good: string; readonly bad: string };
  /** Shares of traffic by configuration, in percent, of whatever gets traffic; they must sum to 100. */
  shares(): Readonly<Record<string, number>>;
  /** Somebody outside the product gives the new version another share of the traffic. */
  meddle(principal: string, share: number): Promise<void>;
}

export const ENVIRONMENT = 'production';

/** What of a registration a test may want otherwise. */
export type Registration = Partial<
  Omit<Parameters<Operations['register_service']>[0], 'environment' | 'service' | 'target'>
>;

/** Lets a principal outside the product do everything, and answers its ARN. */
export function outsider({ account }: Installation, name: string): string {
  const arn = `arn:aws:iam::${account.scope.accountId}:role/${name}`;
  account.iam.setStatements(arn, [{ actions: ['*'], resources: ['*'] }]);
  return arn;
}
