import { App, type AppProps, Aws, type aws_lambda as lambda, type Stack } from 'aws-cdk-lib';
import type { Definition } from '../functions/operation.ts';
import { ApiStack } from './api-stack.ts';
import { contextOf } from './context.ts';
import { MOST_ENVIRONMENT_BYTES, tooLong } from './manifest/function-environment.ts';
import { brokenLinks, type FunctionPlan, type ManifestParts, makeManifest } from './manifest/manifest.ts';
import { gatewayToken, PREFIX } from './manifest/resources.ts';
import { environmentOf } from './manifest/settings.ts';
import {
  API_STACK,
  nounStack,
  nounsOf,
  PLATFORM_STACK,
  TOKENS_STACK,
  WEB_STACK,
} from './manifest/stack-names.ts';
import { NounStack } from './noun-stack.ts';
import { PlatformStack } from './platform-stack.ts';
import { WebStack } from './web/web-stack.ts';

export interface AppOptions extends AppProps, ManifestParts {
  readonly code: (plan: FunctionPlan) => lambda.Code;
  /** Folder of the built page, for installations that have one. */
  readonly page?: string;
}

/**
 * All stacks: the platform, one for each noun of the catalog, and the API in front. See `contextOf` for what the
 * context decides.
 * @throws Error when the context is malformed, when something calls what the catalog does not have, or when a machine
 *   calls functions of several nouns
 */
export function makeApp(
  catalog: readonly Definition[],
  { code, machines, runbooks, schedules, page, ...props }: AppOptions,
): App {
  // Neither is read by anybody: the one would add a resource to each template, the other a file to each synthesis.
  const app = new App({ analyticsReporting: false, treeMetadata: false, ...props });
  const { taskRoles, alarmEmails, tokens, web, ...settings } = contextOf(app);
  const naming = {
    account: Aws.ACCOUNT_ID,
    region: Aws.REGION,
    prefix: PREFIX,
    ...(taskRoles && { taskRoles }),
  };
  const parts = { machines, runbooks, schedules, tokens };
  const manifest = makeManifest(catalog, naming, parts);
  const broken = brokenLinks(manifest);
  if (broken.length > 0) throw new Error(`These links lead nowhere: ${broken.join('; ')}.`);
  const environment = environmentOf(manifest, { ...settings, gatewayToken: gatewayToken(naming) });
  const long = tooLong(manifest.functions, environment);
  if (long.length > 0)
    throw new Error(
      `Lambda takes ${MOST_ENVIRONMENT_BYTES} bytes of what a function is told: fewer roles, issuers or schedules for ${long.join(', ')}.`,
    );
  const platform = new PlatformStack(app, PLATFORM_STACK, { manifest, alarmEmails });
  const stacks: Stack[] = nounsOf(catalog).map(
    (noun) => new NounStack(app, nounStack(noun), { manifest, noun, environment, code }),
  );
  for (const stack of stacks) stack.addStackDependency(platform);
  const doors = [
    new ApiStack(app, API_STACK, { manifest, callers: 'iam' }),
    ...(tokens ? [new ApiStack(app, TOKENS_STACK, { manifest, callers: 'tokens' })] : []),
  ];
  for (const door of doors) for (const stack of stacks) door.addStackDependency(stack);
  if (web && page === undefined) throw new Error("The page is not built: run 'npm run build'.");
  if (web && page !== undefined)
    new WebStack(app, WEB_STACK, { manifest, web, page }).addStackDependency(doors.at(-1) ?? platform);
  return app;
}
