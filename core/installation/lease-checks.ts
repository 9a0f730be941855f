import { broken, type Check, ok, whenRead } from './check.ts';
import type { InstallationFacts, LeaseFacts } from './facts.ts';

/** A lease belongs to a deployment that is under way, and to no other. */
export function leaseCheck({ leases, now }: InstallationFacts): Check {
  const check = 'leases';
  return whenRead(check, leases, (all) => {
    const wrong = all.flatMap((lease) => problemOf(lease, now));
    if (wrong.length === 0)
      return ok(
        check,
        all.length === 0 ? 'No deployment is under way.' : `${all.length} deployments are under way.`,
      );
    const words = wrong.map(({ words: one }) => one).join(' ');
    return broken(check, words, wrong.map(({ fix }) => fix).join(' '));
  });
}

function problemOf(lease: LeaseFacts, now: number): { readonly words: string; readonly fix: string }[] {
  const { environment, service, deploymentId, expiresAt, state, over } = lease;
  const where = `${service} in ${environment}`;
  const show = `operate get-deployment --deployment-id ${deploymentId}`;
  const until = new Date(expiresAt).toISOString();
  if (state === undefined)
    return [
      { words: `${where} is held by ${deploymentId}, which does not exist.`, fix: `It ends at ${until}.` },
    ];
  // A lease that is over in time holds nobody back; the next deployment takes it.
  if (over && expiresAt <= now) return [];
  if (over)
    return [
      {
        words: `${where} is still held by ${deploymentId}, which is ${state}.`,
        fix: `${show} says why; bring the service to one version, then the lease ends by itself at ${until}.`,
      },
    ];
  if (expiresAt > now) return [];
  return [
    {
      words: `${deploymentId} of ${where} is ${state}, though its lease ended at ${until}.`,
      fix: `${show}, then operate abort-deployment --deployment-id ${deploymentId}.`,
    },
  ];
}
