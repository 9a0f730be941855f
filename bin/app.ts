import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aws_lambda as lambda } from 'aws-cdk-lib';
import { catalog } from '../functions/catalog.ts';
import { makeApp } from '../lib/app.ts';
import { bundleFunctions } from '../lib/bundle.ts';
import { assertBuilt } from '../surfaces/load.ts';

/** CDK entry: bundles all functions once, then synthesises the stacks from them. */
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

await assertBuilt({ root, dist });
await bundleFunctions(catalog, { root, dist });
makeApp(catalog, {
  outdir: process.env['CDK_OUTDIR'] ?? join(root, 'cdk.out'),
  code: ({ folder }) => lambda.Code.fromAsset(join(dist, 'functions', folder)),
}).synth();
