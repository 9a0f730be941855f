import type {
  Action,
  AuthenticateOidcActionConfig,
  ForwardActionConfig,
  TargetGroupTuple,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { RoutingAction } from '../load-balancer/action.ts';
import type { TargetGroup } from '../load-balancer/target-group.ts';
import { validationError } from './refusals.ts';

const FILE = 'sandbox/elbv2/actions.ts';
const MAX_WEIGHT = 999;
const MAX_GROUPS = 5;

/** The target groups that a list of actions forwards to, with their weights as written. */
export function forwardedGroups(actions: readonly Action[]): readonly TargetGroupTuple[] {
  return actions.flatMap((action) => action.ForwardConfig?.TargetGroups ?? []);
}

function tuples(action: Action): readonly TargetGroupTuple[] {
  const listed = action.ForwardConfig?.TargetGroups ?? [];
  const single = action.TargetGroupArn;
  if (listed.length === 0) {
    if (single === undefined) throw validationError('A target group ARN must be specified');
    return [{ TargetGroupArn: single, Weight: 1 }];
  }
  if (single !== undefined && (listed.length > 1 || listed[0]?.TargetGroupArn !== single)) {
    throw validationError(
      'You can specify either a TargetGroupArn or a ForwardConfig, or both if they name the same one target group',
    );
  }
  return listed.map(({ TargetGroupArn, Weight }) => ({ TargetGroupArn, Weight: Weight ?? 1 }));
}

function checkTuples(groups: readonly TargetGroupTuple[]): void {
  if (groups.length > MAX_GROUPS) {
    throw validationError(`A forward action can have at most ${MAX_GROUPS} target groups`);
  }
  if (new Set(groups.map(({ TargetGroupArn }) => TargetGroupArn)).size < groups.length) {
    throw validationError('Target groups in a forward action must be unique');
  }
  for (const { Weight = 1 } of groups) {
    if (Number.isInteger(Weight) && Weight >= 0 && Weight <= MAX_WEIGHT) continue;
    throw validationError(`Weight '${Weight}' must be a value between 0 and ${MAX_WEIGHT} inclusive`);
  }
}

function forward(action: Action, Order: number): Action {
  const groups = tuples(action);
  checkTuples(groups);
  const stickiness = action.ForwardConfig?.TargetGroupStickinessConfig ?? { Enabled: false };
  if (stickiness.Enabled === true && stickiness.DurationSeconds === undefined) {
    throw validationError('Target group stickiness duration must be specified when stickiness is enabled');
  }
  const ForwardConfig: ForwardActionConfig = {
    TargetGroups: [...groups],
    TargetGroupStickinessConfig: stickiness,
  };
  const [only] = groups;
  if (groups.length > 1 || only?.TargetGroupArn === undefined)
    return { Type: 'forward', Order, ForwardConfig };
  return { Type: 'forward', TargetGroupArn: only.TargetGroupArn, Order, ForwardConfig };
}

/** The client secret is never told again, so what is stored is what `Describe` shows. */
function oidc(action: Action, Order: number, existing: readonly Action[]): Action {
  const config = action.AuthenticateOidcConfig;
  if (config === undefined) throw validationError('The AuthenticateOidcConfig must be specified');
  const keeps = config.UseExistingClientSecret === true && existing.some(({ Type }) => Type === action.Type);
  if (config.ClientSecret === undefined && !keeps) {
    throw validationError('A client secret must be specified, or UseExistingClientSecret must be true');
  }
  const { ClientSecret: _, UseExistingClientSecret: __, ...shown } = config;
  const AuthenticateOidcConfig: AuthenticateOidcActionConfig = {
    SessionCookieName: 'AWSELBAuthSessionCookie',
    Scope: 'openid',
    SessionTimeout: 604_800,
    OnUnauthenticatedRequest: 'authenticate',
    ...shown,
  };
  return { Type: 'authenticate-oidc', Order, AuthenticateOidcConfig };
}

function stored(action: Action, order: number, existing: readonly Action[]): Action {
  switch (action.Type) {
    case 'forward':
      return forward(action, order);
    case 'authenticate-oidc':
      return oidc(action, order, existing);
    case 'fixed-response':
      return { ...action, Order: order };
    default:
      throw new SandboxNotImplemented(`listener actions of type ${action.Type}`, FILE);
  }
}

/**
 * A list of actions as ELBv2 keeps it: in order, defaults filled in, secrets left out.
 * @param existing the actions it replaces, whose client secret may be kept
 * @throws ValidationError for what ELBv2 does not take; SandboxNotImplemented for types that are not played
 */
export function normaliseActions(actions: readonly Action[], existing: readonly Action[]): Action[] {
  const ordered = actions.toSorted((one, other) => (one.Order ?? 0) - (other.Order ?? 0));
  const kept = ordered.map((action, index) => stored(action, action.Order ?? index + 1, existing));
  const endings = kept.filter(({ Type }) => Type !== 'authenticate-oidc');
  if (endings.length !== 1 || kept.at(-1) !== endings[0]) {
    throw validationError(
      'The last action must be a forward or fixed-response action, and there must be one',
    );
  }
  return kept;
}

/** What the balancer plays of a list of actions. Signing in is not played: every caller counts as signed in. */
export function routingOf(
  actions: readonly Action[],
  groupOf: (arn: string | undefined) => TargetGroup,
): RoutingAction {
  const last = actions.at(-1);
  if (last?.Type === 'fixed-response') {
    const { StatusCode, MessageBody } = last.FixedResponseConfig ?? {};
    return { type: 'fixed-response', status: Number(StatusCode ?? 503), body: MessageBody ?? '' };
  }
  const targets = (last?.ForwardConfig?.TargetGroups ?? []).map(({ TargetGroupArn, Weight }) => ({
    group: groupOf(TargetGroupArn),
    weight: Weight ?? 1,
  }));
  const stickiness = last?.ForwardConfig?.TargetGroupStickinessConfig;
  const stickySeconds = stickiness?.Enabled === true ? (stickiness.DurationSeconds ?? 0) : 0;
  return { type: 'forward', targets, stickySeconds };
}
