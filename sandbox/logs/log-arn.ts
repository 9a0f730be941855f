/** Whose logs: the two parts of an ARN that do not name a resource. */
export interface LogAccount {
  readonly accountId: string;
  readonly region: string;
}

/** The ARN that policies on a group name; requests on a group are checked against its `log-stream:` form. */
export const groupArn = ({ region, accountId }: LogAccount, group: string): string =>
  `arn:aws:logs:${region}:${accountId}:log-group:${group}`;

export const streamArn = (account: LogAccount, group: string, stream = ''): string =>
  `${groupArn(account, group)}:log-stream:${stream}`;

/** The name of a group that is given by name or by ARN. */
export function groupNameOf(name: string | undefined, identifier: string | undefined): string {
  if (name !== undefined) return name;
  return (identifier ?? '').replace(/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, '').replace(/:\*$/, '');
}
