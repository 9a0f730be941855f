import {
  type Action,
  DescribeListenersCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  ModifyRuleCommand,
  type TargetGroupTuple,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DependencyFailed } from '../../../../core/errors.ts';
import type { EcsPairTarget, Side } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';

/** The whole action list of the production listener or rule. */
export async function readActions(context: Context, { production }: EcsPairTarget): Promise<Action[]> {
  const elb = context.clients(ElasticLoadBalancingV2Client);
  if (production.kind === 'rule') {
    const { Rules } = await elb.send(new DescribeRulesCommand({ RuleArns: [production.arn] }));
    return Rules?.[0]?.Actions ?? [];
  }
  const { Listeners } = await elb.send(new DescribeListenersCommand({ ListenerArns: [production.arn] }));
  return Listeners?.[0]?.DefaultActions ?? [];
}

/** The share of traffic, in percent, that an action list gives a side; real weights need not sum to 100. */
export function shareOf(actions: readonly Action[], target: EcsPairTarget, side: Side): number {
  const groups = forwardOf(actions).ForwardConfig?.TargetGroups ?? [];
  const total = groups.reduce((sum, { Weight = 0 }) => sum + Weight, 0);
  const own =
    groups.find(({ TargetGroupArn }) => TargetGroupArn === target.sides[side].targetGroup)?.Weight ?? 0;
  return total === 0 ? 0 : Math.round((own * 10_000) / total) / 100;
}

/** Gives a side its share, in percent, and the other side the rest. */
export async function writeShare(
  context: Context,
  target: EcsPairTarget,
  side: Side,
  percent: number,
): Promise<void> {
  const actions = await readActions(context, target);
  if (shareOf(actions, target, side) === percent) return;
  const own = target.sides[side].targetGroup;
  const other = target.sides[side === 'blue' ? 'green' : 'blue'].targetGroup;
  await writeGroups(context, target, actions, [
    { TargetGroupArn: own, Weight: percent },
    { TargetGroupArn: other, Weight: 100 - percent },
  ]);
}

/**
 * Gives the forward action other target groups. AWS replaces the whole action list, so the actions are sent back as
 * they were read, with nothing but the groups changed.
 * @throws DependencyFailed without a forward action
 */
export async function writeGroups(
  context: Context,
  { production: { kind, arn } }: EcsPairTarget,
  actions: readonly Action[],
  groups: readonly TargetGroupTuple[],
): Promise<void> {
  const forward = forwardOf(actions);
  const changed = actions.map((action) =>
    action === forward ? forwardTo(action, groups) : writable(action),
  );
  const elb = context.clients(ElasticLoadBalancingV2Client);
  if (kind === 'rule') await elb.send(new ModifyRuleCommand({ RuleArn: arn, Actions: changed }));
  else await elb.send(new ModifyListenerCommand({ ListenerArn: arn, DefaultActions: changed }));
}

function forwardOf(actions: readonly Action[]): Action {
  const forward = actions.find(({ Type }) => Type === 'forward');
  if (!forward) throw new DependencyFailed('The production listener has no forward action any more.');
  return forward;
}

function forwardTo(action: Action, groups: readonly TargetGroupTuple[]): Action {
  // TargetGroupArn beside a ForwardConfig of two groups is refused by AWS; describing answers it for one group.
  const { TargetGroupArn: _single, ...rest } = action;
  return { ...rest, ForwardConfig: { ...action.ForwardConfig, TargetGroups: [...groups] } };
}

/** An OIDC action is described without its secret; AWS keeps the secret only when told to. */
function writable(action: Action): Action {
  if (action.Type !== 'authenticate-oidc' || !action.AuthenticateOidcConfig) return action;
  return {
    ...action,
    AuthenticateOidcConfig: { ...action.AuthenticateOidcConfig, UseExistingClientSecret: true },
  };
}
