const ROLE = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;
const SESSION = 'sandbox';

export interface RoleName {
  readonly accountId: string;
  readonly name: string;
}

/** Account and name of a role, or undefined when the ARN is not a role's. */
export function parseRole(arn: string): RoleName | undefined {
  const [, accountId, name] = ROLE.exec(arn) ?? [];
  return accountId && name ? { accountId, name } : undefined;
}

/** The ARN by which AWS names a role's session in messages and in CloudTrail; other principals keep their own. */
export function sessionArn(arn: string): string {
  const role = parseRole(arn);
  return role ? `arn:aws:sts::${role.accountId}:assumed-role/${role.name}/${SESSION}` : arn;
}
