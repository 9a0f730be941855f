import { containersOf } from '../containers.ts';
import { textOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'ecs-task-not-privileged',
  title: 'Containers have no privileges on their host.',
  type: 'AWS::ECS::TaskDefinition',
  severity: 'high',
  exposure: 'private',
  controls: { soc2: ['CC6.1', 'CC6.8'], 'pci-dss-4.0': ['2.2.6'] },
  shows: ['family', 'containerDefinitions'],
  remediation: {
    advice: 'Take the privilege away, and add the capabilities that are needed.',
    sideEffects: 'What needs the host fails.',
    inverse: 'Go back to the earlier revision.',
  },
  check({ properties }) {
    const privileged = containersOf(properties).filter((container) => container['privileged'] === true);
    return privileged.length === 0
      ? undefined
      : `Container ${privileged.map(({ name }) => textOf(name)).join(', ')} can do on its host what root can.`;
  },
});
