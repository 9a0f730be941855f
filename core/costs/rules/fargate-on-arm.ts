import { fargateTask, monthlyCost } from '../monthly-cost.ts';
import { HOURS_A_MONTH } from '../prices/list-prices.ts';
import { taskMonthly } from '../prices/serverless.ts';
import { number, record } from '../properties.ts';
import type { CostRule } from '../rule.ts';

export const fargateOnArm: CostRule = {
  name: 'fargate-on-arm',
  type: 'AWS::ECS::Service',
  title: 'A Fargate service that arm64 would run for a fifth less',
  kind: 'change',
  effort: 'MEDIUM',
  restart: true,
  undo: 'Deploy the former task definition; it stays registered.',
  needs: [],
  find({ resource }) {
    const [task, cost] = [fargateTask(resource), monthlyCost(resource)];
    const definition = record(resource.properties['TaskDefinition']);
    const system = String(record(definition['runtimePlatform'])['operatingSystemFamily'] ?? 'LINUX');
    if (!task || !cost || task.architecture === 'arm64' || system !== 'LINUX') return undefined;
    const after = taskMonthly(task, 'arm64', HOURS_A_MONTH) * number(resource, 'desiredCount');
    return {
      saving: cost - after,
      cost,
      confidence: 0.5,
      evidence: 'Its tasks run Linux on x86_64.',
      action: 'Build the image for arm64, register the task definition with ARM64 and deploy it.',
    };
  },
};
