import { partOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'state-machine-logs',
  title: 'State machines log what they do.',
  type: 'AWS::StepFunctions::StateMachine',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC7.2'], 'pci-dss-4.0': ['10.2.1'] },
  shows: ['name', 'loggingConfiguration'],
  needs: ['loggingConfiguration'],
  remediation: {
    advice: 'Log errors at least, without execution data where that holds secrets.',
    sideEffects: 'Logs are billed.',
    inverse: 'Set the level to OFF.',
  },
  check({ properties }) {
    const level = partOf(properties['loggingConfiguration'])['level'] ?? 'OFF';
    return level === 'OFF'
      ? 'Why an execution failed can be told for 90 days only, and of express machines never.'
      : undefined;
  },
});
