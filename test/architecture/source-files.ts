import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vitest/node';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const FOLDERS = [
  'bench',
  'bin',
  'core',
  'functions',
  'lib',
  'sandbox',
  'surfaces',
  'test',
  'web',
] as const;

/** A node of the syntax tree (ESTree with TypeScript's nodes). */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

export interface SourceFile {
  /** Relative to the project. */
  readonly path: string;
  readonly text: string;
  readonly isTest: boolean;
  /** All nodes of its tree, parents before children. */
  readonly nodes: readonly Node[];
}

/** Every TypeScript file of the project, parsed. */
export function sourceFiles(): SourceFile[] {
  const paths = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT }));
  return paths.sort().map((path) => parse(path, readFileSync(`${ROOT}${path}`, 'utf8')));
}

/** @param path relative to the project */
export function parse(path: string, text: string): SourceFile {
  const isTest = /\.(test|fixture)\.tsx?$|^(test|bench)\//.test(path);
  const nodes = nodesOf(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node);
  return { path, text, isTest, nodes };
}

function nodesOf(node: Node): Node[] {
  const inner = Object.values(node).flat().filter(isNode);
  return [node, ...inner.flatMap(nodesOf)];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

export function lineCount(text: string): number {
  return text.trimEnd().split('\n').length;
}
