import { partition } from '@aws-sdk/core/client';
import { LeftOut } from './left-out.ts';

interface Parameters {
  readonly Region?: string;
  readonly Endpoint?: string;
  readonly UseFIPS?: boolean;
  readonly UseDualStack?: boolean;
  readonly EndpointId?: string;
}

/**
 * The endpoint of a service in a region, and one that is configured in its place. The SDK's rules fill up to 5 KB for
 * each service, with what evaluates them as much again: for FIPS, two stacks, endpoints of accounts and global ones,
 * none of which our functions ask for.
 * @param service as the host's name begins
 */
export function regionalEndpoint(service: string) {
  return ({ Region = '', Endpoint, UseFIPS, UseDualStack, EndpointId }: Parameters) => {
    if (UseFIPS || UseDualStack || EndpointId) throw new LeftOut(`special endpoints of ${service}`);
    const suffix = partition(Region).dnsSuffix;
    return {
      url: new URL(Endpoint ?? `https://${service}.${Region}.${suffix}`),
      properties: {},
      headers: {},
    };
  };
}
