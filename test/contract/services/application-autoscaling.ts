import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
  type RegisterScalableTargetCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { type Case, contract, errorOf } from '../contract.ts';

const CLUSTER = 'scaled';
const SERVICES = ['blue', 'green', 'third'];
const FIXED = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;
const ResourceId = `service/${CLUSTER}/blue`;
const TASK = {
  family: CLUSTER,
  containerDefinitions: [{ name: 'app', image: 'nobody/nothing:latest', cpu: 256, memory: 512 }],
};

type Scaling = ApplicationAutoScalingClient;
const register = (scaling: Scaling, change: Partial<RegisterScalableTargetCommandInput>) =>
  scaling.send(new RegisterScalableTargetCommand({ ...FIXED, ResourceId, ...change }));
const target = async (scaling: Scaling, id: string = ResourceId) => {
  const { ScalableTargets } = await scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', ResourceIds: [id] }),
  );
  return ScalableTargets?.[0];
};

const CASES: readonly Case<Scaling>[] = [
  {
    name: 'a target shows its limits, and nothing of it is suspended',
    async act(scaling) {
      const { MinCapacity, MaxCapacity, SuspendedState, ScalableDimension } = (await target(scaling)) ?? {};
      return { MinCapacity, MaxCapacity, SuspendedState, ScalableDimension };
    },
    expected: {
      MinCapacity: 1,
      MaxCapacity: 4,
      SuspendedState: {
        DynamicScalingInSuspended: false,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
      },
      ScalableDimension: FIXED.ScalableDimension,
    },
  },
  {
    name: 'scale-in alone can be suspended, and the limits stay as they were',
    async act(scaling) {
      const SuspendedState = { DynamicScalingInSuspended: true };
      await register(scaling, { SuspendedState });
      const held = await target(scaling);
      return {
        limits: [held?.MinCapacity, held?.MaxCapacity],
        in: held?.SuspendedState?.DynamicScalingInSuspended,
        out: held?.SuspendedState?.DynamicScalingOutSuspended,
      };
    },
    expected: { limits: [1, 4], in: true, out: false },
  },
  {
    name: 'a new minimum leaves the maximum as it was',
    async act(scaling) {
      await register(scaling, { MinCapacity: 3 });
      const { MinCapacity, MaxCapacity } = (await target(scaling)) ?? {};
      return [MinCapacity, MaxCapacity];
    },
    expected: [3, 4],
  },
  {
    name: 'a minimum above the maximum is refused',
    act: (scaling) => errorOf(register(scaling, { MinCapacity: 9 })),
    expected: 'ValidationException',
  },
  {
    name: 'a new target without limits is refused',
    act: (scaling) => errorOf(register(scaling, { ResourceId: `service/${CLUSTER}/third` })),
    expected: 'ValidationException',
  },
  {
    name: 'a service that does not exist cannot be a target',
    act: (scaling) =>
      errorOf(
        register(scaling, { ResourceId: `service/${CLUSTER}/nowhere`, MinCapacity: 1, MaxCapacity: 2 }),
      ),
    expected: 'ValidationException',
  },
  {
    name: 'a service that is no target is left out of the answer',
    async act(scaling) {
      return (await target(scaling, `service/${CLUSTER}/green`)) ?? 'none';
    },
    expected: 'none',
  },
  {
    name: 'a policy is found by its service',
    async act(scaling) {
      const { ScalingPolicies } = await scaling.send(
        new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs', ResourceId }),
      );
      return ScalingPolicies?.map(
        ({ PolicyName, PolicyType, TargetTrackingScalingPolicyConfiguration: to }) => [
          PolicyName,
          PolicyType,
          to?.TargetValue,
          to?.PredefinedMetricSpecification?.PredefinedMetricType,
        ],
      );
    },
    expected: [['cpu', 'TargetTrackingScaling', 50, 'ECSServiceAverageCPUUtilization']],
  },
];

/** The limits of a pair's two services, which a driver holds and gives back. */
export const applicationAutoScaling = contract<Scaling>({
  service: 'Application Auto Scaling',
  async sandbox({ account, clients }) {
    const { ecs, autoScaling } = account.users;
    ecs.createCluster(CLUSTER);
    const { taskDefinitionArn: taskDefinition } = ecs.registerTaskDefinition(TASK);
    for (const name of SERVICES)
      ecs.createService({ cluster: CLUSTER, name, taskDefinition, desiredCount: 0 });
    autoScaling.register({ ...FIXED, ResourceId, MinCapacity: 1, MaxCapacity: 4 });
    const metric = 'ECSServiceAverageCPUUtilization' as const;
    autoScaling.putTargetTracking({ name: 'cpu', resourceId: ResourceId, metric, targetValue: 50 });
    return clients(ApplicationAutoScalingClient);
  },
  async moto({ clients }) {
    const [ecs, scaling] = [clients(ECSClient), clients(ApplicationAutoScalingClient)];
    await ecs.send(new CreateClusterCommand({ clusterName: CLUSTER }));
    await ecs.send(new RegisterTaskDefinitionCommand(TASK));
    for (const serviceName of SERVICES) {
      const service = { cluster: CLUSTER, serviceName, taskDefinition: CLUSTER, desiredCount: 0 };
      await ecs.send(new CreateServiceCommand(service));
    }
    await register(scaling, { MinCapacity: 1, MaxCapacity: 4 });
    await scaling.send(
      new PutScalingPolicyCommand({
        ...FIXED,
        ResourceId,
        PolicyName: 'cpu',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 50,
          PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        },
      }),
    );
    return scaling;
  },
  cases: CASES,
});
