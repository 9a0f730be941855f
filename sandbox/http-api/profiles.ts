/** Who a local profile stands for: what IAM would have told the gateway of a signed request. */
export interface Profile {
  readonly userArn: string;
  readonly userId: string;
  readonly accountId: string;
  /** The session's access key; the profile's name stands in for one when it is missing. */
  readonly accessKey?: string;
}

export type Profiles = Readonly<Record<string, Profile>>;

/** `requestContext.authorizer` of a request that IAM has let in. */
export interface IamAuthorizer {
  readonly iam: {
    readonly accessKey: string;
    readonly accountId: string;
    readonly callerId: string;
    readonly cognitoIdentity: null;
    readonly principalOrgId: string;
    readonly userArn: string;
    readonly userId: string;
  };
}

/**
 * The identity behind `authorization: Sandbox <profile>`. Without one, or for an unknown profile, there is none,
 * and the function behind the route decides what follows.
 */
export function authorizerOf(
  profiles: Profiles,
  authorization: string | undefined,
): IamAuthorizer | undefined {
  const [, name = ''] = /^Sandbox (\S+)$/.exec(authorization ?? '') ?? [];
  if (!Object.hasOwn(profiles, name)) return undefined;
  const profile = profiles[name];
  if (!profile) return undefined;
  const { userArn, userId, accountId, accessKey = name } = profile;
  const iam = {
    accessKey,
    accountId,
    callerId: userId,
    cognitoIdentity: null,
    // So says the gateway to accounts outside an organisation: the name of the condition key.
    principalOrgId: 'aws:PrincipalOrgID',
    userArn,
    userId,
  };
  return { iam };
}
