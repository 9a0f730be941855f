import { describe, expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import { type Definition, kebab, type Statement } from '../../functions/operation.ts';
import { makeManifest } from '../../lib/manifest/manifest.ts';
import { covers, type Permission, permissionsIn } from './permission.ts';
import { roles } from './previous-release.ts';

const NAMING = { account: '{account}', region: '{region}', prefix: 'operate' };
const manifest = makeManifest(catalog, NAMING);
const present = new Map<string, readonly Statement[]>(
  [...manifest.functions.map(({ role }) => role), ...manifest.machines.map(({ role }) => role)]
    .concat(manifest.schedulerRole)
    .map(({ name, statements }) => [name, statements]),
);

const VERSIONS = 'machines call published versions';
const RUNS = 'a rejected run of a runbook is refused, held or undone';
/** Callers' changes are counted since. */
const COUNTED = (catalog as readonly Definition[])
  .filter(({ risk, surfaces, verifiesCaller }) => risk !== 'read' && surfaces.length > 0 && !verifiesCaller)
  .map(({ name }) => `operate-run-${kebab(name)} dynamodb:UpdateItem`)
  .filter((action) => Object.hasOwn(roles, action.split(' ')[0] ?? ''));
/** What roles of the release before may do besides, by role and action, and why. */
const GROWN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(COUNTED.map((action) => [action, 'changes are counted for each caller'])),
  'operate-run-approve events:PutEvents':
    'An approved change of capacity that was forced is carried out by whoever hears of it.',
  'operate-run-machine-deployment lambda:InvokeFunction': VERSIONS,
  'operate-run-machine-restore lambda:InvokeFunction': VERSIONS,
  ...Object.fromEntries(
    [
      'dynamodb:BatchGetItem',
      'dynamodb:UpdateItem',
      'events:PutEvents',
      'iam:PassRole',
      'scheduler:CreateSchedule',
      'scheduler:DeleteSchedule',
      'scheduler:UpdateSchedule',
      'sqs:SendMessage',
      'states:SendTaskFailure',
      'states:StartExecution',
    ].map((action) => [`operate-run-reject ${action}`, RUNS]),
  ),
  'operate-run-scheduler lambda:InvokeFunction': 'deadmen of runs, and incidents that are looked at again',
  'operate-run-note-outside-change dynamodb:Query':
    'what others changed is noted for the services of every environment',
  'operate-run-register-service application-autoscaling:DescribeScalingPolicies':
    'registering a service looks at what scales it',
  'operate-run-start-restore states:DescribeExecution':
    'a restore that runs for another reason is told from one that ended',
};
/**
 * What was taken away, by role and action, and why no execution, schedule or event of the release before can miss it.
 * Empty as long as a release only adds.
 */
const SHRUNK: Readonly<Record<string, string>> = {};

/** By role and action, what `from` has and `to` does not cover. */
function missing(from: (role: string) => readonly Statement[], to: (role: string) => readonly Statement[]) {
  const found = Object.keys(roles).flatMap((role) => {
    const given = permissionsIn(to(role));
    const uncovered = permissionsIn(from(role)).filter((wanted) => !covers(given, wanted));
    return uncovered.map(({ action }: Permission) => `${role} ${action}`);
  });
  return [...new Set(found)].sort();
}

const now = (role: string) => present.get(role) ?? [];
const then = (role: string) => roles[role] ?? [];

describe('the roles of the release before', () => {
  it('are all there', () => {
    expect(Object.keys(roles).length).toBeGreaterThan(20);
    expect(Object.keys(roles).filter((role) => !present.has(role))).toEqual([]);
  });

  it('lost nothing but what is listed with its reason', () => {
    expect(missing(then, now)).toEqual(Object.keys(SHRUNK).sort());
  });

  it('gained nothing but what is listed with its reason', () => {
    expect(missing(now, then)).toEqual(Object.keys(GROWN).sort());
  });

  it('would be seen to lose a statement, a resource or a wider condition', () => {
    const [wanted] = permissionsIn([{ actions: ['a:B'], resources: ['x/y'] }]);
    if (!wanted) throw new Error('There is no permission.');
    const given = (statement: Statement) => covers(permissionsIn([statement]), wanted);
    expect(given({ actions: ['a:B', 'a:C'], resources: ['x/*'] })).toBe(true);
    expect(given({ actions: ['a:C'], resources: ['x/*'] })).toBe(false);
    expect(given({ actions: ['a:B'], resources: ['x/z'] })).toBe(false);
    const conditions = { StringEquals: { 'aws:SourceAccount': '1' } };
    expect(given({ actions: ['a:B'], resources: ['x/*'], conditions })).toBe(false);
  });
});
