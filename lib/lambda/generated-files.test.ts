import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorsFromFactory, literalKeys, versionOnly } from './generated-files.ts';
import { slimSdk } from './slim-sdk.ts';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
/** Clients of before 2026 have no schemas of their commands. */
const CLIENTS = globSync('@aws-sdk/client-*/dist-es/schemas/schemas_0.js', { cwd: MODULES }).map((path) =>
  path.split('/').slice(0, 2).join('/'),
);
/** EC2 models no errors. */
const WITH_ERRORS = CLIENTS.filter((client) => !client.endsWith('-ec2'));
const OPTIONS = {
  message: 'words',
  $metadata: { attempts: 1 },
  Message: 'Words',
  Type: 'User',
  CancellationReasons: [1],
};

type ErrorClass = (new (options: object) => Error) & { readonly shapeId?: string };
type Classes = Readonly<Record<string, ErrorClass>>;

describe('error classes', () => {
  let folder: string;
  let made: Readonly<Record<string, Classes>>;
  let generated: Readonly<Record<string, Classes>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'errors-'));
    [made, generated] = await Promise.all([bundled(folder, 'made'), bundled(folder, 'generated')]);
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  it.each(WITH_ERRORS)('of %s are told apart as the generated ones are', (client) => {
    const theirs = Object.entries(generated[client] ?? {});
    expect(theirs.length).toBeGreaterThan(2);
    expect(Object.keys(made[client] ?? {})).toEqual(theirs.map(([name]) => name));
    for (const [name, Theirs] of theirs) {
      const Ours = made[client]?.[name] as ErrorClass;
      const [our, their] = [new Ours(OPTIONS), new Theirs(OPTIONS)];
      expect([Ours.name, Ours.shapeId]).toEqual([name, Theirs.shapeId]);
      expect(told(our)).toEqual(told(their));
      expect(our).toBeInstanceOf(Ours);
      expect(our).toBeInstanceOf(Error);
      const kinds = (error: Error, classes: Classes = {}) =>
        Object.values(classes).map((Class) => error instanceof Class);
      expect(kinds(our, made[client])).toEqual(kinds(their, generated[client]));
    }
  });
});

/** The error classes of all clients, with the rewriting of generated files or without. */
async function bundled(
  folder: string,
  how: 'made' | 'generated',
): Promise<Readonly<Record<string, Classes>>> {
  const entry = join(folder, `${how}.js`);
  const lines = WITH_ERRORS.map(
    (client) =>
      `export * as ${JSON.stringify(client)} from ${JSON.stringify(join(MODULES, client, 'dist-es/models/errors.js'))};`,
  );
  await writeFile(entry, lines.join('\n'));
  const outfile = join(folder, `${how}.cjs`);
  const plugins = how === 'made' ? [slimSdk(MODULES)] : [];
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
    plugins,
    logLevel: 'error',
  });
  return createRequire(import.meta.url)(outfile) as Readonly<Record<string, Classes>>;
}

function told(error: Error): unknown {
  return { ...error, name: error.name, message: error.message, string: String(error) };
}

describe('literal keys', () => {
  it('are the constants', () => {
    const source = 'const _h = "http\\"Query";\nexport var A$ = [3, n0, { [_h]: _h }, () => [_h]];\n';
    expect(literalKeys(source)).toBe(source.replace('[_h]:', '"http\\"Query":'));
  });

  it('are what every client has', async () => {
    for (const client of CLIENTS) {
      const path = join(MODULES, client, 'dist-es/schemas/schemas_0.js');
      expect(literalKeys(await readFile(path, 'utf8'))).not.toMatch(/\[_\w+\]:/);
    }
  });
});

describe('a file of another form fails the build', () => {
  const ERROR = `export class A extends __BaseException {
    name = "A";
    $fault = "client";
    constructor(opts) {
        super({
            name: "A",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, A.prototype);
    }
}
`;
  it.each([
    ['schemas without constants', literalKeys, 'export var A$ = [3, n0, _A, {}];'],
    ['a key that is no constant', literalKeys, 'const _a = "a";\nconst B$ = { [_b]: 1 };'],
    ['no errors', errorsFromFactory, 'export {};'],
    [
      'an error that does more',
      errorsFromFactory,
      ERROR.replace('A.prototype);', 'A.prototype);\n        this.more();'),
    ],
    [
      'an error with a field that it does not set',
      errorsFromFactory,
      ERROR.replace('"client";\n', '"client";\n    Type;\n'),
    ],
    [
      'errors of two namespaces',
      errorsFromFactory,
      ['a', 'b'].map((space) => ERROR.replace('{\n', `{\n    static shapeId = "${space}#A";\n`)).join(''),
    ],
    ['a package without a version', versionOnly, '{}'],
  ])('%s', (_what, rewrite, source) => {
    expect(() => rewrite(source)).toThrow();
  });

  it('unlike the form itself', () => {
    expect(errorsFromFactory(ERROR)).toContain('export const A = /* @__PURE__ */ __modeled("A", "client");');
    expect(versionOnly('{"name":"a","version":"1.2.3"}')).toBe('{"version":"1.2.3"}');
  });
});
