/**
 * Runs a bench by its folder's name and prints what it found:
 *
 *   npm run bench -- lambda
 *   npm run bench -- machine --json     the last line is one JSON object
 *   npm run bench -- synth --write      keeps the result in bench/RESULTS.md as well
 *
 * Arguments that are not its own go to the bench. A folder's main.ts exports `run`; with `report` beside it, which
 * tells the result in Markdown, the result can be kept.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { keep } from './results.ts';

interface Bench {
  readonly run: (args: readonly string[]) => Promise<object>;
  readonly report?: (result: never) => string;
}

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OWN = ['--json', '--write'];

async function names(): Promise<string[]> {
  const folders = await readdir(HERE, { withFileTypes: true });
  return folders.filter(({ name }) => existsSync(`${HERE}${name}/main.ts`)).map(({ name }) => name);
}

const [name = '', ...rest] = process.argv.slice(2);
const known = await names();
if (!known.includes(name)) {
  console.error(`Which bench? ${known.join(', ')}.`);
  process.exit(2);
}
const { run, report } = (await import(`./${name}/main.ts`)) as Bench;
const result = await run(rest.filter((argument) => !OWN.includes(argument)));
const words = report?.(result as never) ?? '';
console.log(words);
if (rest.includes('--write')) await keep(`${HERE}RESULTS.md`, name, words);
if (rest.includes('--json')) console.log(JSON.stringify(result));
