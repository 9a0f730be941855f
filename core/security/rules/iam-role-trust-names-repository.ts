import { statementsOf } from '../policy-document.ts';
import { partOf, textsOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

const PROVIDER = 'token.actions.githubusercontent.com';

function trusting(policy: unknown) {
  return statementsOf(policy).filter(({ Principal }) =>
    textsOf(partOf(Principal)['Federated']).some((provider) => provider.endsWith(PROVIDER)),
  );
}

function namesSubject({ Condition }: ReturnType<typeof trusting>[number]): boolean {
  return Object.values(partOf(Condition)).some((keys) => {
    const subjects = textsOf(partOf(keys)[`${PROVIDER}:sub`]);
    return subjects.length > 0 && subjects.every((subject) => /^repo:[^*/]+\/./.test(subject));
  });
}

export const rule = defineRule({
  name: 'iam-role-trust-names-repository',
  title: 'Roles for GitHub Actions name the repositories that take them on.',
  type: 'AWS::IAM::Role',
  severity: 'high',
  exposure: 'public',
  controls: { soc2: ['CC6.1', 'CC6.3'], 'pci-dss-4.0': ['7.2.1', '8.6.1'] },
  shows: ['RoleName', 'AssumeRolePolicyDocument'],
  remediation: {
    advice:
      'Add a condition on token.actions.githubusercontent.com:sub with the organisation and repository.',
    sideEffects: 'Workflows of other repositories are refused.',
    inverse: 'Put the earlier trust policy back.',
  },
  appliesTo({ properties }) {
    return trusting(properties['AssumeRolePolicyDocument']).length > 0;
  },
  check({ properties }) {
    const open = trusting(properties['AssumeRolePolicyDocument']).filter(
      (statement) => !namesSubject(statement),
    );
    return open.length === 0
      ? undefined
      : 'Any repository on GitHub can take it on: no condition names token.actions.githubusercontent.com:sub.';
  },
});
