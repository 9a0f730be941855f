import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aws_lambda as lambda } from 'aws-cdk-lib';
import { catalog } from '../functions/catalog.ts';
import { makeApp } from '../lib/app.ts';
import { bundleFunctions } from '../lib/bundle.ts';
import { experimentsFolder, policiesFolder, runbooksFolder, schedulesFile } from '../lib/context.ts';
import { experimentsOf } from '../lib/manifest/experiments.ts';
import { policiesOf } from '../lib/manifest/policies.ts';
import { runbooksOf } from '../lib/manifest/runbooks.ts';
import { installationSchedules } from '../lib/manifest/schedules.ts';
import { costLines, synthesise } from '../lib/synth.ts';
import { assertBuilt } from '../surfaces/load.ts';

/** CDK entry: bundles all functions once, then synthesises the stacks from them and says what they cost. */
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

await assertBuilt({ root, dist });
const runbooks = runbooksOf(catalog, runbooksFolder(process.env['CDK_CONTEXT_JSON']));
const schedules = installationSchedules(catalog, schedulesFile(process.env['CDK_CONTEXT_JSON']));
const policies = policiesOf(catalog, policiesFolder(process.env['CDK_CONTEXT_JSON']));
const experiments = experimentsOf(experimentsFolder(process.env['CDK_CONTEXT_JSON']));
await bundleFunctions(catalog, { root, dist, runbooks, experiments, policies });
const app = makeApp(catalog, {
  runbooks,
  schedules,
  page: join(dist, 'web'),
  outdir: process.env['CDK_OUTDIR'] ?? join(root, 'cdk.out'),
  code: ({ folder }) => lambda.Code.fromAsset(join(dist, 'functions', folder)),
  // What CDK itself finds wrong with a template fails the synthesis; cdk-nag's packs run in the tests.
  context: { '@aws-cdk/core:validateAgainstDefaultRules': true },
});
for (const line of costLines(synthesise(app, root))) process.stdout.write(`${line}\n`);
