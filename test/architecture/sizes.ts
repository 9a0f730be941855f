import { lineCount, type Node, type SourceFile } from './source-files.ts';

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Lines of every function with a block for a body, and where it begins. */
export function functionSizes({ path, text, nodes }: SourceFile): { where: string; lines: number }[] {
  return nodes
    .filter(({ type, body }) => FUNCTIONS.has(type) && (body as Node | null)?.type === 'BlockStatement')
    .map(({ start, end }) => ({
      where: `${path}:${lineCount(text.slice(0, start + 1))}`,
      lines: lineCount(text.slice(start, end)),
    }));
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
