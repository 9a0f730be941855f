import { isAdministrative, statementsOf } from '../policy-document.ts';
import { partsOf, textOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'iam-role-inline-not-administrative',
  title: 'Roles have no inline policy that allows everything on everything.',
  type: 'AWS::IAM::Role',
  severity: 'high',
  exposure: 'private',
  controls: { soc2: ['CC6.3'], 'pci-dss-4.0': ['7.2.1', '7.2.2'] },
  shows: ['RoleName', 'RolePolicyList'],
  remediation: {
    advice: 'Name the actions and resources that are needed.',
    sideEffects: 'The role loses what is no longer named.',
    inverse: 'Put the earlier inline policy back.',
  },
  check({ properties }) {
    const all = partsOf(properties['RolePolicyList']).filter(({ PolicyDocument }) =>
      statementsOf(PolicyDocument).some(isAdministrative),
    );
    return all.length === 0
      ? undefined
      : `Its inline policy ${textOf(all[0]?.['PolicyName'])} allows everything.`;
  },
});
