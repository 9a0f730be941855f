/**
 * `npm run mutation`: mutates the deciding files of core/, one part after the other, and fails when a part is below
 * the least score. `--mutate <glob>` (repeatable) measures some files, `--force` measures again what has not changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { decidingFiles, partOf } from './deciding-files.ts';
import { optionsFor, REPORT, SUMMARY } from './options.ts';
import { type Report, scoresOf, summary, tooLow } from './scores.ts';

const { values } = parseArgs({
  options: { mutate: { type: 'string', multiple: true }, force: { type: 'boolean', default: false } },
});
const files = Object.groupBy(decidingFiles(process.cwd(), values.mutate), (path) => partOf(path) ?? '');
if (Object.keys(files).length === 0)
  throw new Error(`No deciding file matches ${values.mutate?.join(', ')}.`);

// Thousands of short runs: they give way to whatever else the machine has to do. Children inherit it.
setPriority(15);
for (const [part, mutate = []] of Object.entries(files))
  await new Stryker({ ...optionsFor(part), mutate, force: values.force }).runMutationTest();

const report = JSON.parse(readFileSync(REPORT, 'utf8')) as Report;
// The report also repeats what earlier runs measured of the other parts.
const scores = scoresOf(report).filter(({ part }) => part in files);
const text = summary(scores);
writeFileSync(SUMMARY, `${text}\n`);
console.log(text);
if (tooLow(scores).length > 0) process.exitCode = 1;
