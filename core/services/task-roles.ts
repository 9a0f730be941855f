import type { EcsPairFacts } from './facts.ts';
import { advice, type Finding, missing, ok } from './finding.ts';

/** A new definition is a copy of the live one with its roles, which the driver has to be allowed to pass to ECS. */
export function taskRoleChecks({ versionSource, taskRoles, passableRoles }: EcsPairFacts): Finding[] {
  const check = 'task-roles';
  if (versionSource.type !== 'ecr') return [];
  if (!taskRoles) return [advice(check, 'There is no task definition to copy yet.', 'See ecs-services.')];
  const outside = taskRoles.filter((role) => !passableRoles.some((pattern) => matches(pattern, role)));
  if (outside.length === 0)
    return [ok(check, 'The roles of the task definition may be passed to a copy of it.')];
  const words = `The task definition uses ${outside.join(' and ')}, which this installation may not pass; it may pass ${passableRoles.join(', ')}.`;
  const fix =
    "Add the role to the CDK context 'taskRoles' of this installation and deploy it, or use roles that it may pass.";
  return [missing(check, words, fix)];
}

/** IAM's matching of a resource: `*` is any run of characters, `?` any one. */
function matches(pattern: string, arn: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(arn);
}
