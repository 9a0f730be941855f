import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { type FisClient, GetActionCommand } from '@aws-sdk/client-fis';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { FAULTS, type FaultKind } from '../../../core/chaos/fault.ts';
import { functionGaps, taskGaps } from '../../../core/chaos/preparation.ts';
import type { LambdaAliasTarget } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import type { ServingTasks } from '../serving-tasks.ts';

/** What FIS itself lacks for a fault: regions have not all actions. */
export async function actionGaps(client: FisClient, kind: FaultKind): Promise<string[]> {
  const { fisAction: id = '' } = FAULTS[kind];
  try {
    await client.send(new GetActionCommand({ id }));
    return [];
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException')
      return [`the action ${id} of AWS FIS in this region`];
    throw error;
  }
}

/** What tasks lack for a fault of FIS. */
export async function preparedTasks(
  context: Context,
  kind: FaultKind,
  { cluster, ecsService, tasks }: ServingTasks,
): Promise<string[]> {
  const taskDefinition = tasks[0]?.taskDefinitionArn;
  if (taskDefinition === undefined || !FAULTS[kind].prepared) return [];
  const ecs = context.clients(ECSClient);
  const [described, { services = [] }] = await Promise.all([
    ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition })),
    ecs.send(new DescribeServicesCommand({ cluster, services: [ecsService] })),
  ]);
  const {
    enableFaultInjection,
    pidMode,
    networkMode,
    containerDefinitions = [],
  } = described.taskDefinition ?? {};
  return taskGaps(kind, {
    enableFaultInjection: enableFaultInjection === true,
    pidMode: pidMode ?? '',
    networkMode: networkMode ?? '',
    images: containerDefinitions.map(({ image = '' }) => image),
    execEnabled: services[0]?.enableExecuteCommand === true,
  });
}

/** What a function lacks for a fault of FIS. */
export async function preparedFunction(
  context: Context,
  { functionName, alias }: LambdaAliasTarget,
): Promise<string[]> {
  const { Layers = [], Environment } = await context
    .clients(LambdaClient)
    .send(new GetFunctionConfigurationCommand({ FunctionName: functionName, Qualifier: alias }));
  return functionGaps({
    layers: Layers.map(({ Arn = '' }) => Arn),
    variables: Environment?.Variables ?? {},
  });
}
