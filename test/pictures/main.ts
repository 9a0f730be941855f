/** `npm run pictures`: draws the pictures of the pages from runs of the sandbox. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawn } from './chart.ts';
import { PICTURES } from './runs.ts';

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

for (const [name, run] of Object.entries(PICTURES)) {
  writeFileSync(`${FOLDER}${name}.svg`, drawn(await run()));
  console.log(`docs/pictures/${name}.svg`);
}
