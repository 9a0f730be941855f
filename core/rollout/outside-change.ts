import type { Target } from '../services/service.ts';

/** AWS's own service-linked roles act on our behalf: autoscaling changes a desired count while we deploy. */
const SERVICE_LINKED = ':assumed-role/AWSServiceRole';

/** Whether a principal is one of our own roles, or AWS itself acting for the account. */
export function isOurs(principal: string, rolePrefix: string): boolean {
  return principal.includes(`/${rolePrefix}`) || principal.includes(SERVICE_LINKED);
}

/** Whether a recorded API call changed the weights, tasks or alias of a target. */
export function touches(
  target: Target,
  eventName: string,
  parameters: Readonly<Record<string, unknown>>,
): boolean {
  const values = new Set(Object.values(parameters).map(String));
  if (target.type === 'lambda-alias')
    return (
      eventName.startsWith('UpdateAlias') && names(values, target.functionName) && values.has(target.alias)
    );
  if (eventName === 'UpdateService')
    return Object.values(target.sides).some(({ service }) => names(values, service));
  return (eventName === 'ModifyListener' || eventName === 'ModifyRule') && values.has(target.production.arn);
}

/** Callers give a name or an ARN that ends in it. */
function names(values: ReadonlySet<string>, name: string): boolean {
  return [...values].some(
    (value) => value === name || value.endsWith(`/${name}`) || value.endsWith(`:${name}`),
  );
}
