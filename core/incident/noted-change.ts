import { touches } from '../rollout/outside-change.ts';
import type { ServiceRecord, Target } from '../services/service.ts';
import { cleanText, TEXT_LIMITS } from './clean-text.ts';
import { member, textOf } from './untyped.ts';

/** What the name of an event is where AWS Health tells of trouble of AWS's own. */
export const AWS_HEALTH = 'AWS Health';

/** An event of the account that was not ours, as its rule hands it on. */
export interface OutsideEvent {
  /** API call, as CloudTrail names it, or `AWS_HEALTH`. */
  readonly eventName: string;
  /** ARN of the caller; of AWS Health the service of AWS. */
  readonly principal: string;
  /** Parameters of the call; of AWS Health what it says. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Something that happened to a service, which an incident of it may come from. */
export interface NotedChange {
  readonly kind: 'outside-change' | 'aws-health';
  readonly service: string;
  readonly words: string;
}

/** What an event did to services. */
export function notedChanges(services: readonly ServiceRecord[], event: OutsideEvent): NotedChange[] {
  return event.eventName === AWS_HEALTH ? healthChanges(services, event) : callChanges(services, event);
}

function callChanges(
  services: readonly ServiceRecord[],
  { eventName, principal, parameters }: OutsideEvent,
): NotedChange[] {
  const words = cleanText(`${eventName} by ${principal}`, TEXT_LIMITS.reason);
  return services
    .filter(({ target }) => touches(target, eventName, parameters))
    .map(({ name }) => ({ kind: 'outside-change', service: name, words }));
}

/** Services of AWS, as AWS Health names them, that a target rests upon. */
const RESTS_UPON: Readonly<Record<Target['type'], readonly string[]>> = {
  'ecs-pair': ['ECS', 'FARGATE', 'ELASTICLOADBALANCING', 'EC2', 'ECR'],
  'lambda-alias': ['LAMBDA'],
};

/** Trouble that names resources is of those whose target has them; trouble that names none, of all that rest upon it. */
function healthChanges(
  services: readonly ServiceRecord[],
  { principal, parameters }: OutsideEvent,
): NotedChange[] {
  const affected = entitiesIn(parameters);
  const code = textOf(member(parameters, 'eventTypeCode'));
  const words = cleanText(`AWS Health says ${code} of ${principal}`, TEXT_LIMITS.reason);
  return services
    .filter(({ target }) =>
      affected.length === 0
        ? RESTS_UPON[target.type].includes(principal)
        : affected.some((entity) => isOf(target, entity)),
    )
    .map(({ name }) => ({ kind: 'aws-health', service: name, words }));
}

/** A part of a name that is shorter would be found in everything: such an entity has to be a whole name. */
const SHORTEST = 8;

function isOf(target: Target, entity: string): boolean {
  const whole = JSON.stringify(entity);
  return JSON.stringify(target).includes(entity.length < SHORTEST ? whole : whole.slice(1, -1));
}

function entitiesIn(parameters: OutsideEvent['parameters']): string[] {
  const entities = member(parameters, 'affectedEntities');
  if (!Array.isArray(entities)) return [];
  return entities.map((entity) => textOf(member(entity, 'entityValue'))).filter((entity) => entity !== '');
}
