import type { EcsPairTarget, LambdaAliasTarget, Target } from '../services/service.ts';

/** AWS's own service-linked roles act on our behalf: autoscaling changes a desired count while we deploy. */
const SERVICE_LINKED = ':assumed-role/AWSServiceRole';

/** Whether a principal is one of our own roles, or AWS itself acting for the account. */
export function isOurs(principal: string, rolePrefix: string): boolean {
  return principal.includes(`:assumed-role/${rolePrefix}`) || principal.includes(SERVICE_LINKED);
}

type Parameters = Readonly<Record<string, unknown>>;

/** Whether a recorded API call changed the weights, tasks or alias of a target. */
export function touches(target: Target, eventName: string, parameters: Parameters): boolean {
  return target.type === 'lambda-alias'
    ? touchesAlias(target, eventName, parameters)
    : touchesPair(target, eventName, parameters);
}

/** Lambda's older calls carry the date of their API in their names. */
function touchesAlias(target: LambdaAliasTarget, eventName: string, parameters: Parameters): boolean {
  const moves = 'functionVersion' in parameters || 'routingConfig' in parameters;
  const own =
    nameIn(parameters['functionName']) === target.functionName && parameters['name'] === target.alias;
  return eventName.startsWith('UpdateAlias') && own && moves;
}

function touchesPair(target: EcsPairTarget, eventName: string, parameters: Parameters): boolean {
  switch (eventName) {
    case 'UpdateService':
      return (
        nameIn(parameters['cluster'] ?? 'default') === nameIn(target.cluster) &&
        Object.values(target.sides).some(({ service }) => nameIn(parameters['service']) === service)
      );
    // Certificates and conditions may change; weights are in the actions.
    case 'ModifyListener':
      return parameters['listenerArn'] === target.production.arn && 'defaultActions' in parameters;
    case 'ModifyRule':
      return parameters['ruleArn'] === target.production.arn && 'actions' in parameters;
    default:
      return false;
  }
}

/** Callers give a name or an ARN that ends in it. */
function nameIn(reference: unknown): string | undefined {
  return String(reference).split(/[:/]/).at(-1);
}
