import type { Statement } from '../../functions/operation.ts';
import { type Naming, type RoleName, resolveStatements, roleOf } from './resources.ts';

const TAGGED = { StringLike: { 'aws:ResourceTag/operate:service': '*' } };

/** What AWS FIS needs to carry out the faults of the library, on resources that are registered and no others. */
const STATEMENTS: readonly Statement[] = [
  {
    actions: ['ecs:StopTask'],
    resources: ['arn:aws:ecs:{region}:{account}:task/*'],
    conditions: TAGGED,
  },
  { actions: ['ecs:DescribeTasks'], resources: ['arn:aws:ecs:{region}:{account}:task/*'] },
  // The documents of AWS itself have no account.
  { actions: ['ssm:SendCommand'], resources: ['arn:aws:ssm:{region}::document/AWSFIS-Run-*'] },
  {
    actions: ['ssm:SendCommand'],
    resources: ['arn:aws:ssm:{region}:{account}:managed-instance/*'],
    conditions: TAGGED,
  },
  { actions: ['ssm:ListCommands', 'ssm:CancelCommand', 'tag:GetResources'], resources: ['*'] },
  {
    actions: ['lambda:GetFunction'],
    resources: ['arn:aws:lambda:{region}:{account}:function:*'],
    conditions: TAGGED,
  },
];

/** The role that FIS takes on. */
export function faultRole(naming: Naming): RoleName & { readonly statements: readonly Statement[] } {
  return { ...roleOf(naming, 'faults'), statements: resolveStatements(STATEMENTS, naming) };
}
