import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import { kebab } from '../functions/operation.ts';
import { brokenLinks, makeManifest } from '../lib/manifest/manifest.ts';
import { isKnownAction } from '../sandbox/iam/known-actions.ts';
import { PROGRAM_FLAGS } from '../surfaces/cli/argv.ts';
import { inputOf } from '../surfaces/schema/input-of.ts';
import { fieldsOf } from '../surfaces/schema/json-schema.ts';
import { type Import, importsOf, loadedWith } from './architecture/imports.ts';
import { functionSizes, quantile } from './architecture/sizes.ts';
import { FOLDERS, lineCount, ROOT, sourceFiles } from './architecture/source-files.ts';
import { timeAndChance } from './architecture/time-and-chance.ts';

const files = sourceFiles();
const code = files.filter(({ isTest }) => !isTest);
const imports = code.flatMap(importsOf);
const importsByFile = new Map<string, readonly Import[]>(code.map((file) => [file.path, importsOf(file)]));
const manifest = makeManifest(catalog, { account: '000000000000', region: 'eu-west-1', prefix: 'operate' });
const says = ({ from, to }: Import) => `${from} imports ${to}`;
const inside = (folder: string) => (path: string) => path.startsWith(`${folder}/`);

describe('folders and catalog agree', () => {
  const folderOf = (noun: string, name: string) => `functions/${noun}/${kebab(name)}`;

  it('every operation has its folder with definition, handler and test', () => {
    const wanted = catalog.flatMap(({ noun, name }) =>
      ['definition.ts', 'handler.ts', 'handler.test.ts'].map((file) => `${folderOf(noun, name)}/${file}`),
    );
    expect(wanted.filter((path) => !existsSync(`${ROOT}${path}`))).toEqual([]);
  });

  it('every definition is in the catalog, once', () => {
    const defined = globSync('functions/*/*/definition.ts', { cwd: ROOT }).map(dirname).sort();
    expect(catalog.map(({ noun, name }) => folderOf(noun, name)).sort()).toEqual(defined);
  });

  it('no field of an input hides behind a flag of the program', () => {
    const hidden = catalog.flatMap((definition) =>
      Object.keys(fieldsOf(inputOf(definition)))
        .filter((field) => Object.hasOwn(PROGRAM_FLAGS, field))
        .map((field) => `${definition.name}.${field}`),
    );
    expect(hidden).toEqual([]);
  });

  it('machines, rules and schedules call only what exists', () => {
    expect(brokenLinks(manifest)).toEqual([]);
  });

  it('every declared permission is an action that AWS has', () => {
    const roles = [...manifest.functions, ...manifest.machines].map(({ role }) => role);
    const unknown = [...roles, manifest.schedulerRole].flatMap(({ name, statements }) =>
      statements
        .flatMap(({ actions }) => actions)
        .filter((action) => !isKnownAction(action))
        .map((action) => `${name} declares ${action}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe('imports', () => {
  it('core imports only itself and node:crypto, and in one place the parser of YAML', () => {
    const values = imports.filter(({ from, typeOnly }) => inside('core')(from) && !typeOnly);
    const others = values.filter(({ to }) => !inside('core')(to) && to !== 'node:crypto');
    expect(others.map(({ from, to }) => [from, to])).toEqual([['core/yaml/yaml-document.ts', 'yaml']]);
  });

  it('functions import nothing of lib, surfaces and sandbox', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        inside('functions')(from) && ['lib', 'surfaces', 'sandbox'].some((at) => inside(at)(to)),
    );
    expect(wrong.map(says)).toEqual([]);
  });

  it('between the nouns of functions/ lead one way only, types included', () => {
    const noun = (path: string) => /^functions\/([a-z-]+)\//.exec(path)?.[1];
    const rooms = new Map<string, Import[]>();
    for (const { from, to } of imports) {
      const [here, there] = [noun(from), noun(to)];
      if (here === undefined || there === undefined || here === there) continue;
      rooms.set(here, [...(rooms.get(here) ?? []), { from: here, to: there, typeOnly: false }]);
    }
    const circles = [...rooms].flatMap(([room, next]) =>
      next.flatMap(({ to }) => loadedWith(to, rooms).get(room) ?? []).map((way) => `${room} > ${way}`),
    );
    expect(circles).toEqual([]);
  });

  it('the manifest is a room without CDK, and the only one of lib that sandbox and surfaces enter', () => {
    const manifest = inside('lib/manifest');
    const isCdk = (to: string) => /^(aws-cdk-lib|constructs)(\/|$)/.test(to);
    const others = (to: string) => inside('lib')(to) && !manifest(to);
    const wrong = imports.filter(
      ({ from, to }) =>
        (manifest(from) && (isCdk(to) || others(to))) || (/^(sandbox|surfaces)\//.test(from) && others(to)),
    );
    expect(wrong.map(says)).toEqual([]);
    expect(imports.filter(({ from }) => manifest(from)).length).toBeGreaterThan(10);
    const rooms = [...importsByFile.keys()].filter(manifest);
    const ways = rooms.flatMap((path) => [...loadedWith(path, importsByFile)]);
    expect(ways.filter(([to]) => isCdk(to)).map(([, way]) => way)).toEqual([]);
  });

  it('the page loads only its own files and its libraries: of the house it knows types', () => {
    const values = imports.filter(({ from, typeOnly }) => inside('web')(from) && !typeOnly);
    const others = values.map(({ to }) => to).filter((to) => !inside('web')(to));
    expect([...new Set(others)].sort()).toEqual(['@preact/signals', 'preact', 'preact/hooks', 'uplot']);
  });

  it('nothing but the sandbox and tests imports the sandbox', () => {
    const wrong = imports.filter(({ from, to }) => !inside('sandbox')(from) && inside('sandbox')(to));
    expect(wrong.map(says)).toEqual([]);
  });

  it('no handler loads zod or a definition, however far away', () => {
    const handlers = [...importsByFile.keys()].filter((path) => /^functions\/.*\/handler\.ts$/.test(path));
    const ways = ['functions/lambda.ts', ...handlers].flatMap((path) => [...loadedWith(path, importsByFile)]);
    const wrong = ways
      .filter(([to]) => to === 'zod' || basename(to) === 'definition.ts')
      .map(([, way]) => way);
    expect(wrong).toEqual([]);
  });

  it('no definition loads a client of AWS, however far away: every command reads the catalog', () => {
    const definitions = [...importsByFile.keys()].filter((path) => basename(path) === 'definition.ts');
    expect(definitions.length).toBeGreaterThan(40);
    const ways = definitions.flatMap((path) => [...loadedWith(path, importsByFile)]);
    expect(ways.filter(([to]) => to.startsWith('@aws-sdk/')).map(([, way]) => way)).toEqual([]);
  });

  it('run time needs no CDK: neither functions nor surfaces nor sandbox load it', () => {
    const entries = [...importsByFile.keys()].filter((path) => /^(functions|surfaces|sandbox)\//.test(path));
    const wrong = entries.filter((path) => loadedWith(path, importsByFile).has('aws-cdk-lib'));
    expect(wrong).toEqual([]);
  });
});

describe('time, chance and names', () => {
  const CLOCKS = /^(functions|web)\/clock\.ts$|^sandbox\/clock\/|^sandbox\/samples\/task/;

  it('come from what is injected', () => {
    const wrong = files.filter(({ path }) => !CLOCKS.test(path)).flatMap(timeAndChance);
    expect(wrong).toEqual([]);
  });

  it('state machines ask neither the clock nor chance', () => {
    const machines = globSync('statemachines/*.asl.json', { cwd: ROOT });
    const wrong = machines.filter((path) =>
      /\$(now|millis|random)\s*\(/.test(readFileSync(`${ROOT}${path}`, 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  it('no file or folder is a drawer', () => {
    const drawers = /(^|\/)(utils?|helpers?|common|shared|misc|types|constants|index)(\/|\.[a-z.]+$)/;
    const paths = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*`, { cwd: ROOT }));
    expect(paths.filter((path) => drawers.test(path))).toEqual([]);
  });
});

describe('sizes', () => {
  const lines = (path: RegExp) =>
    files.filter((file) => path.test(file.path)).map(({ path, text }) => ({ path, lines: lineCount(text) }));

  it('files: median 80, nine of ten 200, none above 400 lines', () => {
    expect(lines(/./).filter((file) => file.lines > 400)).toEqual([]);
    const sizes = code.map(({ text }) => lineCount(text));
    expect(quantile(sizes, 0.5)).toBeLessThanOrEqual(80);
    expect(quantile(sizes, 0.9)).toBeLessThanOrEqual(200);
  });

  it('functions: median 10, nine of ten 35, none above 80 lines', () => {
    const sizes = code.flatMap(functionSizes);
    expect(sizes.filter(({ lines: count }) => count > 80)).toEqual([]);
    const counts = sizes.map(({ lines: count }) => count);
    expect(quantile(counts, 0.5)).toBeLessThanOrEqual(10);
    expect(quantile(counts, 0.9)).toBeLessThanOrEqual(35);
  });

  it('entries stay below 40 lines, surfaces below 150', () => {
    expect(lines(/^bin\//).filter((file) => file.lines >= 40)).toEqual([]);
    expect(lines(/^surfaces\/(?!.*\.test\.ts$)/).filter((file) => file.lines >= 150)).toEqual([]);
  });
});
