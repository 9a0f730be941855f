import { App, type AppProps, Aws, type aws_lambda as lambda } from 'aws-cdk-lib';
import type { Definition, Role } from '../functions/operation.ts';
import { DeploymentsStack } from './deployments-stack.ts';
import { brokenLinks, environmentOf, type FunctionPlan, makeManifest, type Settings } from './manifest.ts';
import { OperationsStack } from './operations-stack.ts';
import { PlatformStack } from './platform-stack.ts';

export interface AppOptions extends AppProps {
  readonly code: (plan: FunctionPlan) => lambda.Code;
}

const ROLES: readonly Role[] = ['viewer', 'operator', 'deployer', 'approver', 'admin'];

/**
 * All stacks. Context `roles` says who may do what (`[{"principal": "arn pattern", "roles": [...]}]`); without it
 * whoever assumes the IAM role `operate-<role>` has that role. Context `taskRoles` lists the ARN patterns of the roles
 * that users' tasks may run with, which deployments copy into new task definitions; without it they are the roles of
 * the account whose names end in `-task` or `-execution`. Context `metricMarginSeconds` is 120 by default.
 * @throws Error when `taskRoles` is no list of ARN patterns, or when a machine, rule or schedule calls what the catalog does not have
 */
export function makeApp(catalog: readonly Definition[], { code, ...props }: AppOptions): App {
  const app = new App(props);
  const taskRoles = contextTaskRoles(app);
  const naming = {
    account: Aws.ACCOUNT_ID,
    region: Aws.REGION,
    prefix: 'operate',
    ...(taskRoles && { taskRoles }),
  };
  const manifest = makeManifest(catalog, naming);
  const broken = brokenLinks(manifest);
  if (broken.length > 0) throw new Error(`These links lead nowhere: ${broken.join('; ')}.`);
  const environment = environmentOf(manifest, settings(app));
  const platform = new PlatformStack(app, 'OperatePlatform', { manifest });
  const operations = new OperationsStack(app, 'OperateOperations', { manifest, environment, code });
  const deployments = new DeploymentsStack(app, 'OperateDeployments', { manifest });
  operations.addStackDependency(platform);
  deployments.addStackDependency(operations);
  return app;
}

function contextTaskRoles(app: App): string[] | undefined {
  const listed: unknown = app.node.tryGetContext('taskRoles');
  if (listed === undefined) return undefined;
  const all = Array.isArray(listed) ? listed.map(String) : [];
  if (all.length > 0 && all.every((role) => /^arn:[^:]+:iam::[^:]+:role\/./.test(role))) return all;
  throw new Error(
    `The context 'taskRoles' lists ARN patterns of roles, such as ["arn:aws:iam::123456789012:role/shop-*"], not ${JSON.stringify(listed)}.`,
  );
}

function settings(app: App): Settings {
  const roles = app.node.tryGetContext('roles') as Settings['roles'] | undefined;
  const margin = app.node.tryGetContext('metricMarginSeconds') as number | undefined;
  return { roles: roles ?? ROLES.map(byRoleName), metricMarginSeconds: Number(margin ?? 120) };
}

function byRoleName(role: Role): Settings['roles'][number] {
  return { principal: `arn:aws:sts::${Aws.ACCOUNT_ID}:assumed-role/operate-${role}/*`, roles: [role] };
}
