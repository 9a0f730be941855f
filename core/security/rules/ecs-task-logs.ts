import { containersOf } from '../containers.ts';
import { partOf, textOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'ecs-task-logs',
  title: 'Containers log.',
  type: 'AWS::ECS::TaskDefinition',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC7.2'], 'pci-dss-4.0': ['10.2.1'] },
  shows: ['family', 'containerDefinitions'],
  remediation: {
    advice: 'Give every container a log configuration.',
    sideEffects: 'Logs are billed.',
    inverse: 'Go back to the earlier revision.',
  },
  check({ properties }) {
    const silent = containersOf(properties).filter(
      ({ logConfiguration }) => !partOf(logConfiguration)['logDriver'],
    );
    return silent.length === 0
      ? undefined
      : `What ${silent.map(({ name }) => textOf(name)).join(', ')} says is heard by nobody.`;
  },
});
