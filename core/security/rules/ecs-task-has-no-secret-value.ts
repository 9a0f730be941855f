import { containersOf } from '../containers.ts';
import { partsOf, textOf } from '../properties.ts';
import { defineRule } from '../rule.ts';
import { secretsAmong } from '../secret-values.ts';

export const rule = defineRule({
  name: 'ecs-task-has-no-secret-value',
  title: 'Task definitions hold no secrets.',
  type: 'AWS::ECS::TaskDefinition',
  severity: 'high',
  exposure: 'private',
  finds: 'secrets',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['8.6.2', '3.6.1'] },
  shows: ['family'],
  remediation: {
    advice: 'Name the secret under `secrets` with valueFrom, and renew it.',
    sideEffects: 'The execution role needs to read the secret.',
    inverse: 'Register the earlier definition; the renewed value has to be used.',
  },
  check({ properties }) {
    const found = containersOf(properties).flatMap(({ environment }) =>
      secretsAmong(Object.fromEntries(partsOf(environment).map(({ name, value }) => [textOf(name), value]))),
    );
    return found.length === 0 ? undefined : `Whoever may read the definition reads ${found.join(', ')}.`;
  },
});
