import type { Case, Site } from './site.ts';

interface Made {
  readonly cpu: number;
  readonly memory: number;
  readonly platform: 'X86_64' | 'ARM64';
  readonly system?: string;
  readonly cpuPeak: readonly [number, number];
  readonly memoryPeak: readonly [number, number];
}

const CLUSTER = 'estate';

function put(site: Site, id: string, made: Made): void {
  const clusterArn = site.arn('ecs', `cluster/${CLUSTER}`);
  const serviceArn = site.arn('ecs', `service/${CLUSTER}/${id}`);
  const taskDefinition = site.arn('ecs', `task-definition/${id}:1`);
  site.put('AWS::ECS::Cluster', clusterArn, { clusterArn });
  site.put('AWS::ECS::TaskDefinition', taskDefinition, {
    taskDefinitionArn: taskDefinition,
    cpu: String(made.cpu),
    memory: String(made.memory),
    runtimePlatform: { cpuArchitecture: made.platform, operatingSystemFamily: made.system ?? 'LINUX' },
  });
  site.put('AWS::ECS::Service', serviceArn, {
    serviceArn,
    serviceName: id,
    clusterArn,
    taskDefinition,
    launchType: 'FARGATE',
    desiredCount: site.whole(2, 8),
    createdAt: site.daysAgo(300),
  });
  const of = (metric: string, [low, high]: readonly [number, number]) => ({
    namespace: 'AWS/ECS',
    metric,
    dimensions: { ClusterName: CLUSTER, ServiceName: id },
    of: site.daily(low, high),
  });
  site.measure(of('CPUUtilization', made.cpuPeak), of('MemoryUtilization', made.memoryPeak));
}

const full = { cpuPeak: [70, 79], memoryPeak: [70, 79] } as const;

export const containerCases: readonly Case[] = [
  {
    name: 'tasks of any platform that are too large, or are not',
    make: (site, id) => {
      const platform = site.pick(['X86_64', 'ARM64'] as const);
      const large = site.pick([true, false]);
      const load = large ? ({ cpuPeak: [5, 20], memoryPeak: [5, 20] } as const) : full;
      put(site, id, { cpu: 2048, memory: site.pick([4096, 8192]), platform, ...load });
      return [
        ...(large ? ['oversized-fargate-service'] : []),
        ...(platform === 'X86_64' ? ['fargate-on-arm'] : []),
      ];
    },
  },
  {
    name: 'tasks that need their memory, not their CPU',
    make: (site, id) => {
      put(site, id, {
        cpu: 1024,
        memory: 4096,
        platform: 'ARM64',
        cpuPeak: [5, 15],
        memoryPeak: [82, 95],
      });
      return [];
    },
  },
  {
    name: 'tasks of Windows',
    make: (site, id) => {
      const system = 'WINDOWS_SERVER_2022_CORE';
      put(site, id, { cpu: 1024, memory: 4096, platform: 'X86_64', system, ...full });
      return [];
    },
  },
];
