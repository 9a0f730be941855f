import type { Need } from '../service.ts';
import { sessionArn } from './principal.ts';

interface DenialCode {
  readonly name: string;
  readonly status: number;
}

/** How each service names a refusal; all others answer `AccessDeniedException` with status 400. */
const CODES: Readonly<Record<string, DenialCode>> = {
  CloudWatchClient: { name: 'AccessDenied', status: 403 },
  ElasticLoadBalancingV2Client: { name: 'AccessDenied', status: 403 },
  LambdaClient: { name: 'AccessDeniedException', status: 403 },
  S3Client: { name: 'AccessDenied', status: 403 },
  SchedulerClient: { name: 'AccessDeniedException', status: 403 },
  SNSClient: { name: 'AuthorizationErrorException', status: 403 },
};

/** Name and HTTP status of the exception with which a service refuses a caller. */
export function denialCode(client: string): DenialCode {
  return CODES[client] ?? { name: 'AccessDeniedException', status: 400 };
}

/** AWS's words for a refusal for want of a statement. */
export function denialMessage(principalArn: string, need: Need): string {
  return (
    `User: ${sessionArn(principalArn)} is not authorized to perform: ${need.action} on resource: ` +
    `${need.resource} because no identity-based policy allows the ${need.action} action`
  );
}
