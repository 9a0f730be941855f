import { DescribeInstanceInformationCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Refused } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';

/** A command goes to so many machines at once. */
const MOST_MACHINES = 50;

/**
 * The machines of a service that Systems Manager can reach, by their tag `operate:service`; or those of them that
 * were asked for.
 * @throws Refused when one that was asked for is not among them, or none is left
 */
export async function machinesOf(
  context: Context,
  service: string,
  asked: readonly string[] | undefined,
): Promise<string[]> {
  const online = await onlineMachines(context, service);
  const foreign = (asked ?? []).filter((id) => !online.includes(id));
  if (foreign.length > 0) throw new Refused(`Not machines of ${service} that answer: ${foreign.join(', ')}.`);
  const chosen = asked ? [...new Set(asked)] : online;
  if (chosen.length === 0)
    throw new Refused(`No machine with the tag operate:service=${service} answers Systems Manager.`);
  if (chosen.length <= MOST_MACHINES) return [...chosen].sort();
  throw new Refused(`${service} has ${chosen.length} machines; a step runs on ${MOST_MACHINES} at most.`);
}

async function onlineMachines(context: Context, service: string): Promise<string[]> {
  const Filters = [{ Key: 'tag:operate:service', Values: [service] }];
  const online: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await context
      .clients(SSMClient)
      .send(new DescribeInstanceInformationCommand({ Filters, ...(NextToken && { NextToken }) }));
    for (const { InstanceId, PingStatus } of page.InstanceInformationList ?? [])
      if (InstanceId && PingStatus === 'Online') online.push(InstanceId);
    NextToken = page.NextToken;
  } while (NextToken);
  return online;
}
