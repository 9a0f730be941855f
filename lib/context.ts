import { type App, Aws } from 'aws-cdk-lib';
import { AUTONOMY } from '../core/runbook/autonomy.ts';
import type { Role } from '../functions/operation.ts';
import type { Settings } from './manifest/settings.ts';
import { tokenIssuersIn } from './token-issuers.ts';
import { type WebContext, webIn } from './web/web-context.ts';

export interface AppContext extends Omit<Settings, 'gatewayToken'> {
  readonly taskRoles?: readonly string[];
  readonly alarmEmails: readonly string[];
  /** Whether there is a second API, for callers with a token or a key. */
  readonly tokens: boolean;
  /** The page, where there is one. */
  readonly web?: WebContext;
}

const ROLES: readonly Role[] = ['viewer', 'operator', 'deployer', 'approver', 'admin', 'break-glass'];

/**
 * What an installation says in its context (`cdk.json`, or `-c name=value`):
 * - `roles`: who may do what (`[{"principal": "arn pattern", "roles": [...]}]`, with `environments` and `services` for
 *   a grant that is not for all); without it whoever assumes the IAM role `operate-<role>` has that role.
 * - `policies`: a folder with Cedar policies of the user's own, beside ours; see `policiesFolder`.
 * - `taskRoles`: ARN patterns of the roles that users' tasks may run with, which deployments copy into new task
 *   definitions; without it they are the roles of the account whose names end in `-task` or `-execution`.
 * - `alarmEmails`: whom the product's own alarms notify; nobody by default.
 * - `autonomy`: what runbooks may do by themselves at most (`observe`, `ask` or `act`), whatever they have earned;
 *   `act` by default.
 * - `runbooks`: a folder with runbooks of the user's own; see `runbooksFolder`.
 * - `schedules`: a YAML file of what is called by itself, and when; see `schedulesFile`.
 * - `tokens`: `true` for a second API, for callers with a token or a key; only where `tokenIssuers` are named by default.
 * - `tokenIssuers`: OIDC issuers whose tokens are taken, and what they are granted for (`tokenIssuersIn`); none by
 *   default.
 * - `web`: the page, and the issuer among `tokenIssuers` at which people sign in there (`webIn`); none by default.
 * - `metricMarginSeconds`: how late metrics may be; 120 by default.
 * - `changesPerMinute`: changes that each caller may ask for in a minute; 120 by default.
 * @throws Error when one of them has the wrong form
 */
export function contextOf({ node }: App): AppContext {
  const roles = rolesIn(node.tryGetContext('roles'));
  const taskRoles = texts(node.tryGetContext('taskRoles'), {
    form: /^arn:[^:]+:iam::[^:]+:role\/./,
    message:
      'The context \'taskRoles\' lists ARN patterns of roles, such as ["arn:aws:iam::123456789012:role/shop-*"]',
  });
  const alarmEmails = texts(node.tryGetContext('alarmEmails'), {
    form: /^[^@\s]+@[^@\s]+$/,
    message: 'The context \'alarmEmails\' lists addresses, such as ["oncall@example.com"]',
  });
  const tokenIssuers = tokenIssuersIn(node.tryGetContext('tokenIssuers'));
  const web = webIn(node.tryGetContext('web'), tokenIssuers);
  const margin = Number(node.tryGetContext('metricMarginSeconds') ?? 120);
  if (!(margin >= 0)) throw new Error("The context 'metricMarginSeconds' is a number of seconds.");
  const changes: unknown = node.tryGetContext('changesPerMinute');
  const changesPerMinute = changes === undefined ? undefined : Number(changes);
  if (changesPerMinute !== undefined && !(changesPerMinute >= 1))
    throw new Error("The context 'changesPerMinute' is a number of at least 1.");
  const autonomyCeiling = node.tryGetContext('autonomy') ?? 'act';
  if (!AUTONOMY.includes(autonomyCeiling))
    throw new Error(
      `The context 'autonomy' is one of ${AUTONOMY.join(', ')}, not ${JSON.stringify(autonomyCeiling)}.`,
    );
  return {
    autonomyCeiling,
    roles: roles ?? ROLES.map(byRoleName),
    metricMarginSeconds: margin,
    alarmEmails: alarmEmails ?? [],
    // A page calls that API, whatever else is said.
    tokens:
      web !== undefined || (flagIn('tokens', node.tryGetContext('tokens')) ?? tokenIssuers !== undefined),
    ...(web && { web }),
    ...(taskRoles && { taskRoles }),
    ...(tokenIssuers && { tokenIssuers }),
    ...(changesPerMinute !== undefined && { changesPerMinute }),
  };
}

/**
 * The folder that the context names as `runbooks`. It is asked for before there is an app, since the functions are
 * bundled with what is in it.
 * @param context JSON text, as CDK's CLI hands it to the app; none when the app is run without it
 */
export function runbooksFolder(context: string | undefined): string | undefined {
  return pathIn(context, 'runbooks', 'folder');
}

/** The folder that the context names as `experiments`, as `runbooksFolder`. */
export function experimentsFolder(context: string | undefined): string | undefined {
  return pathIn(context, 'experiments', 'folder');
}

/** The folder that the context names as `policies`, as `runbooksFolder`. */
export function policiesFolder(context: string | undefined): string | undefined {
  return pathIn(context, 'policies', 'folder');
}

/** The file that the context names as `schedules`, as `runbooksFolder`. */
export function schedulesFile(context: string | undefined): string | undefined {
  return pathIn(context, 'schedules', 'file');
}

function pathIn(context: string | undefined, name: string, what: 'folder' | 'file'): string | undefined {
  const path = (JSON.parse(context ?? '{}') as Readonly<Record<string, unknown>>)[name];
  if (path === undefined || typeof path === 'string') return path;
  throw new Error(`The context '${name}' is a ${what}, not ${JSON.stringify(path)}.`);
}

/** On the command line it is a text. */
function flagIn(name: string, value: unknown): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Error(`The context '${name}' is true or false, not ${JSON.stringify(value)}.`);
}

/** On the command line it is a JSON text. */
function rolesIn(value: unknown): Settings['roles'] | undefined {
  if (value === undefined) return undefined;
  const given = typeof value === 'string' ? parsed(value) : value;
  if (Array.isArray(given) && given.length > 0 && given.every(isAssignment)) return given;
  const form = '[{"principal": "<ARN pattern>", "roles": ["deployer"]}]';
  throw new Error(
    `The context 'roles' is a list such as ${form} with roles of ${ROLES.join(', ')}, not ${JSON.stringify(value)}.`,
  );
}

function isAssignment(item: unknown): item is Settings['roles'][number] {
  const { principal, roles, environments, services } = (item ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof principal !== 'string' || !principal.startsWith('arn:')) return false;
  if (![environments, services].every((names) => names === undefined || isNames(names))) return false;
  return Array.isArray(roles) && roles.length > 0 && roles.every((role) => ROLES.includes(role));
}

function isNames(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string' && name !== '')
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function texts(value: unknown, { form, message }: { form: RegExp; message: string }): string[] | undefined {
  if (value === undefined) return undefined;
  // On the command line a list is a text with commas.
  const given = typeof value === 'string' ? value.split(',') : value;
  const all = Array.isArray(given) ? given.map(String) : [];
  if (all.length > 0 && all.every((text) => form.test(text))) return all;
  throw new Error(`${message}, not ${JSON.stringify(value)}.`);
}

function byRoleName(role: Role): Settings['roles'][number] {
  return { principal: `arn:aws:sts::${Aws.ACCOUNT_ID}:assumed-role/operate-${role}/*`, roles: [role] };
}
