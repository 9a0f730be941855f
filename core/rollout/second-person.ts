import type { DeploymentRecord } from './record.ts';

/**
 * The person behind a principal: the session of an assumed role, whatever the role. One person may hold several
 * roles, and IAM tells them apart by role while the session keeps their name. Behind an API key is whoever made it;
 * behind a token its subject, which is a person's where its issuer calls people as their sessions are called.
 */
function personOf(name: string): string {
  const [, maker] = /^key:[^@]+@(.+)$/s.exec(name) ?? [];
  if (maker !== undefined) return personOf(maker);
  return /:assumed-role\/[^/]+\/(.+)$/.exec(name)?.[1] ?? /^token:[^#]+#(.+)$/s.exec(name)?.[1] ?? name;
}

/** Whether two principals are one person; where that is in doubt they are. */
export function samePerson(one: string, other: string): boolean {
  return personOf(one) === personOf(other);
}

/** Whether somebody asked for a deployment, be it through a run or an optimization: no second person to it. */
export function askedFor(
  { requestedBy, onBehalfOf = requestedBy }: Pick<DeploymentRecord, 'requestedBy' | 'onBehalfOf'>,
  person: string,
): boolean {
  return samePerson(requestedBy, person) || samePerson(onBehalfOf, person);
}
