import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { catalog } from '../functions/catalog.ts';
import { recordSources, sourcesOf } from '../surfaces/built-from.ts';
import { writeContracts } from '../surfaces/contracts.ts';
import { openapi } from '../surfaces/openapi.ts';

/** Everything that is derived from the catalog and needed at run time, into `dist/`. */
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;
const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as { version: string };

await mkdir(`${dist}/contracts`, { recursive: true });
await writeContracts(catalog, `${dist}/contracts`);
const sources = await sourcesOf(['functions/catalog.ts', 'surfaces/contracts.ts'], root);
await recordSources(`${dist}/contracts/built-from.json`, sources);
await writeFile(`${dist}/openapi.json`, `${JSON.stringify(openapi(catalog, version), null, 2)}\n`);
