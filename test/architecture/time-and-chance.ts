import type { Node, SourceFile } from './source-files.ts';

const TIMERS = ['setTimeout', 'setInterval'];

/** Uses of the machine's clock, timers and randomness. */
export function timeAndChance({ path, nodes }: SourceFile): string[] {
  return nodes.flatMap((node) => {
    const used = usedBy(node);
    return used === undefined ? [] : [`${path} uses ${used}`];
  });
}

function usedBy(node: Node): string | undefined {
  const callee = node['callee'] as Node | undefined;
  const given = node['arguments'] as readonly unknown[] | undefined;
  if (node.type === 'NewExpression' && nameOf(callee) === 'Date' && given?.length === 0) return 'new Date()';
  if (node.type === 'MemberExpression') {
    const member = `${nameOf(node['object'] as Node)}.${nameOf(node['property'] as Node)}`;
    return member === 'Date.now' || member === 'Math.random' ? member : undefined;
  }
  if (node.type === 'CallExpression') return TIMERS.find((timer) => nameOf(callee) === timer);
  if (node.type === 'ImportSpecifier' && node['importKind'] !== 'type')
    return TIMERS.find((timer) => nameOf(node['imported'] as Node) === timer);
  return undefined;
}

function nameOf(node: Node | undefined): string | undefined {
  return node?.type === 'Identifier' ? String(node['name']) : undefined;
}
