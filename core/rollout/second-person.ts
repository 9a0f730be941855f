/**
 * The person behind a principal: the session of an assumed role, whatever the role. One person may hold several
 * roles, and IAM tells them apart by role while the session keeps their name.
 */
function personOf(arn: string): string {
  return /:assumed-role\/[^/]+\/(.+)$/.exec(arn)?.[1] ?? arn;
}

/** Whether two principals are one person; where that is in doubt they are. */
export function samePerson(one: string, other: string): boolean {
  return personOf(one) === personOf(other);
}
