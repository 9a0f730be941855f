import { isAdministrative, statementsOf } from '../policy-document.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'iam-policy-not-administrative',
  title: 'Attached policies of the account do not allow everything on everything.',
  type: 'AWS::IAM::ManagedPolicy',
  severity: 'high',
  exposure: 'private',
  controls: { soc2: ['CC6.3'], 'pci-dss-4.0': ['7.2.1', '7.2.2'] },
  shows: ['PolicyName', 'AttachmentCount', 'Document'],
  remediation: {
    advice:
      'Name the actions and resources that are needed; unused ones are seen in the last-accessed report of the policy.',
    sideEffects: 'Holders lose what is no longer named.',
    inverse: 'Set the earlier version of the policy as its default.',
  },
  appliesTo({ properties }) {
    return properties['AttachmentCount'] !== 0;
  },
  check({ properties }) {
    const all = statementsOf(properties['Document']).some(isAdministrative);
    return all ? 'Whoever has it may do everything in the account.' : undefined;
  },
});
