import type { Script } from './scripts.ts';

/** Set by Jenkins in every build that checks out. */
const OWN = ['GIT_COMMIT', 'BUILD_NUMBER'];
const SECTIONS = ['agent', 'options', 'environment', 'stages', 'post'];
/** What stands in steps of the example. */
const STEPS = ['sh', 'archiveArtifacts'];

interface Block {
  readonly head: string;
  readonly lines: readonly string[];
  readonly blocks: readonly Block[];
}

/** The scripts of a declarative pipeline; throws where its structure is not one. */
export function jenkins(text: string): readonly Script[] {
  const strings: string[] = [];
  const bare = text
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/'''([\s\S]*?)'''|'([^'\n]*)'/g, (_, long?: string, short?: string) => {
      strings.push(long ?? short ?? '');
      return `'${strings.length - 1}'`;
    });
  if (bare.includes('"')) throw new Error('A Groovy string in double quotes fills in variables itself.');
  const [pipeline, ...others] = blocksOf(bare).blocks;
  if (pipeline?.head !== 'pipeline' || others.length > 0) throw new Error('It is not one pipeline.');
  const inside = (head: string) => pipeline.blocks.find((block) => block.head === head);
  for (const { head } of pipeline.blocks)
    if (!SECTIONS.includes(head)) throw new Error(`A pipeline has no section ${head}.`);
  const stages = inside('stages')?.blocks ?? [];
  for (const { head, blocks } of stages)
    if (!/^stage\('\d+'\)$/.test(head) || blocks.map((one) => one.head).join() !== 'steps')
      throw new Error(`${head} is no stage with steps.`);
  const conditions = inside('post')?.blocks ?? [];
  const steps = [...stages.flatMap(({ blocks }) => blocks), ...conditions].flatMap(({ lines }) => lines);
  const variables = [
    ...OWN,
    ...(inside('environment')?.lines ?? []).map((line) => /^[A-Z_]+(?= = )/.exec(line)?.[0] ?? ''),
  ];
  return steps.flatMap((line) => {
    const [, name = '', index = ''] = /^(\w+) (?:\w+: )?'(\d+)'$/.exec(line) ?? [];
    if (!STEPS.includes(name)) throw new Error(`'${line}' is no step of the example.`);
    return name === 'sh' ? [{ text: strings[Number(index)] ?? '', variables }] : [];
  });
}

/** Blocks of braces by what stands before them; throws where they do not match. */
function blocksOf(text: string): Block {
  const tokens = text.split(/([{}\n])/).map((token) => token.trim());
  const [root, rest] = blockFrom('', tokens);
  if (rest !== undefined) throw new Error('A brace closes nothing.');
  return root;
}

/** A block up to its closing brace, and what follows that; nothing follows where the text ended. */
function blockFrom(head: string, tokens: readonly string[]): [Block, readonly string[] | undefined] {
  const lines: string[] = [];
  const blocks: Block[] = [];
  let left: readonly string[] | undefined = tokens;
  let line = '';
  while (left.length > 0) {
    const [token = '', ...after]: readonly string[] = left;
    left = after;
    if (token === '{') {
      const [block, rest] = blockFrom(line, after);
      if (rest === undefined) throw new Error(`The block ${line} is not closed.`);
      blocks.push(block);
      left = rest;
    } else if (line !== '') lines.push(line);
    if (token === '}') return [{ head, lines, blocks }, after];
    line = ['{', '\n'].includes(token) ? '' : token;
  }
  return [{ head, lines, blocks }, undefined];
}
