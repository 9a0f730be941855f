/** Something that the sandbox does otherwise than AWS by decision. */
export interface KnownLimit {
  readonly where: string;
  readonly aws: string;
  readonly sandbox: string;
  readonly why: string;
}

/** Deviations of the sandbox's front that no comparison can end, because they are meant. */
export const KNOWN_LIMITS: readonly KnownLimit[] = [
  {
    where: 'HTTP API with IAM, a request that is not signed',
    aws: 'the gateway answers 403 `{"message":"Forbidden"}`',
    sandbox: 'the function is called without an identity and answers 401 with a problem document',
    why: 'local profiles stand in for signatures, and a newcomer without one is told what is missing',
  },
  {
    where: 'HTTP API, `requestContext.authorizer.iam.accessKey`',
    aws: 'the access key of the session',
    sandbox: 'the name of the profile',
    why: 'there are no keys',
  },
  {
    where: 'HTTP API, the header `authorization` of the event',
    aws: 'the signature (`AWS4-HMAC-SHA256 …`)',
    sandbox: '`Sandbox <profile>`',
    why: 'as above',
  },
  {
    where: 'HTTP API, a Lambda authoriser’s `routeArn`',
    aws: 'documented by one example, of a route without variables',
    sandbox: 'names the route with its variables, such as `GET/deployments/{id}`',
    why: 'AWS’s documentation leaves it open',
  },
];
