import { containersOf } from '../containers.ts';
import { textOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'ecs-task-root-is-read-only',
  title: 'Containers cannot write to their own files.',
  type: 'AWS::ECS::TaskDefinition',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC6.8'], 'pci-dss-4.0': ['2.2.6'] },
  shows: ['family', 'containerDefinitions'],
  remediation: {
    advice: 'Make the root file system read-only, and mount what is written.',
    sideEffects: 'Programs that write elsewhere fail.',
    inverse: 'Go back to the earlier revision.',
  },
  check({ properties }) {
    const writing = containersOf(properties).filter(
      (container) => container['readonlyRootFilesystem'] !== true,
    );
    return writing.length === 0
      ? undefined
      : `Container ${writing.map(({ name }) => textOf(name)).join(', ')} can change its own program.`;
  },
});
