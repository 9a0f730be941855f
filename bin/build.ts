import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { catalog } from '../functions/catalog.ts';
import { bundleProgram } from '../lib/bundle-program.ts';
import { policiesOf, writePolicies } from '../lib/manifest/policies.ts';
import { hashesOf, recordSources, sourcesOf } from '../surfaces/built-from.ts';
import { writeContracts } from '../surfaces/contracts.ts';
import { openapi } from '../surfaces/openapi.ts';
import { bundlePage } from '../surfaces/page/bundle.ts';

/** Everything that is derived from the catalog and needed at run time, into `dist/`. */
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;
const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as { version: string };

await mkdir(`${dist}/contracts`, { recursive: true });
await writeContracts(catalog, `${dist}/contracts`);
await writePolicies(policiesOf(catalog), `${dist}/contracts/policies.js`, root);
const modules = ['functions/catalog.ts', 'surfaces/contracts.ts', 'lib/manifest/policies.ts'];
const policies = (await readdir(`${root}policies`)).map((name) => `policies/${name}`);
const sources = { ...(await sourcesOf(modules, root)), ...(await hashesOf(policies, root)) };
await recordSources(`${dist}/contracts/built-from.json`, sources);
await writeFile(`${dist}/openapi.json`, `${JSON.stringify(openapi(catalog, version), null, 2)}\n`);
await bundleProgram(root, `${dist}/cli`);
await bundlePage(`${root}web`, `${dist}/web`);
