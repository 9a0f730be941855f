import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { provisionPlainService } from '../sandbox/samples/plain-service.ts';
import { ROOT } from './architecture/source-files.ts';
import { commandsIn, type DocumentedCommand, wordsOf } from './docs/shell-blocks.ts';
import { install } from './flows/installation.ts';
import { pricing } from './flows/pricing.ts';
import { storefront } from './flows/storefront.ts';
import { type House, run } from './parity/doors.ts';

const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: ROOT }).sort()];
const commands = pages.flatMap((page) => commandsIn(page, readFileSync(`${ROOT}${page}`, 'utf8')));
const here = commands.filter(({ needsAccount }) => !needsAccount);
const isOperate = ({ text }: DocumentedCommand) => text.startsWith('npx operate ');

let house: House;
let variables: Record<string, string>;
beforeAll(async () => {
  const installation = await install();
  await storefront(installation, { name: 'storefront' });
  await pricing(installation, { name: 'pricing', requestsPerSecond: 4 });
  const plain = await provisionPlainService(installation.account.users, { name: 'catalog' });
  house = { installation, url: (await installation.product.api.listen()).url };
  variables = { CLUSTER: plain.cluster, LISTENER: plain.listenerArn };
}, 120_000);
afterAll(async () => {
  await house.installation.product.api.close();
  await house.installation.close();
});

describe('a command of the pages that runs here', () => {
  // A whole deployment among them, in the sandbox's own time.
  it.each(here.filter(isOperate))('$page:$line $text', { timeout: 120_000 }, async ({ text }) => {
    const [command = '', ...words] = wordsOf(text.slice('npx operate '.length), variables);
    const { code, out, err } = await run(house, [command, ...words]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const id = /dep-[0-9a-z]{10,40}/.exec(out)?.[0];
    if (id) variables['DEPLOYMENT'] = id;
  });

  it('is either one of the program or one that the gate runs', () => {
    const gate = readFileSync(`${ROOT}.ci/run`, 'utf8');
    const scripts = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')).scripts as Record<string, string>;
    const wrong = here.filter((command) => !isOperate(command) && !isRunBy(command.text, gate, scripts));
    expect(wrong).toEqual([]);
  });
});

/** Every part is installed by npm, or a script that the gate runs itself or through another script. */
function isRunBy(text: string, gate: string, scripts: Readonly<Record<string, string>>): boolean {
  const reached = reachedFrom(gate, scripts);
  return text.split('&&').every((part) => {
    const name = /^npm (?:run )?([a-z:-]+)/.exec(part.trim())?.[1] ?? '';
    return name === 'ci' || reached.has(name);
  });
}

function reachedFrom(gate: string, scripts: Readonly<Record<string, string>>): Set<string> {
  const reached = new Set<string>();
  const texts = [gate];
  for (const text of texts)
    for (const [, name = ''] of text.matchAll(/npm (?:run )?([a-z]+(?::[a-z]+)*)/g))
      if (!reached.has(name) && scripts[name] !== undefined) {
        reached.add(name);
        texts.push(scripts[name]);
      }
  return reached;
}
