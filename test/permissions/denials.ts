import { vi } from 'vitest';
import type { Account } from '../../sandbox/account/account.ts';

/** Collects, from now on, every need that a role of ours did not hold; nothing is allowed or denied differently. */
export function watchDenials({ iam }: Account): readonly string[] {
  const denials: string[] = [];
  const ask = iam.firstDenied.bind(iam);
  vi.spyOn(iam, 'firstDenied').mockImplementation((principal, needs) => {
    const denied = ask(principal, needs);
    if (denied) denials.push(`${principal} may not ${denied.action} on ${denied.resource}`);
    return denied;
  });
  return denials;
}
