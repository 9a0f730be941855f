import {
  DescribeListenersCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { executionArnOf } from './history.ts';
import type { Step } from './scenario.ts';
import { COLLEAGUE } from './stage.ts';

/** The deployment's state machine dies as AWS lets one die: States.Runtime, past every Catch. */
export const machineDies: Step = async (run) => {
  run.say('the state machine is killed');
  await run.stage.account.stepFunctions.kill(executionArnOf(run.stage, run.current.id));
};

/** Somebody else gives the idle side of the listener a share of the traffic, with credentials of his own. */
export function colleagueShifts(percent: number): Step {
  return async (run) => {
    run.say(`a colleague sets the new version's weight to ${percent}%`);
    const elb = run.stage.account.dispatcher.clientsFor(COLLEAGUE)(ElasticLoadBalancingV2Client);
    const ListenerArn = run.service.production;
    const { Listeners = [] } = await elb.send(new DescribeListenersCommand({ ListenerArns: [ListenerArn] }));
    const [action] = Listeners[0]?.DefaultActions ?? [];
    const groups = action?.ForwardConfig?.TargetGroups ?? [];
    const largest = Math.max(...groups.map(({ Weight = 0 }) => Weight));
    const TargetGroups = groups.map((group) => ({
      ...group,
      Weight: group.Weight === largest ? 100 - percent : percent,
    }));
    const DefaultActions = [{ Type: 'forward' as const, ForwardConfig: { TargetGroups } }];
    await elb.send(new ModifyListenerCommand({ ListenerArn, DefaultActions }));
  };
}
