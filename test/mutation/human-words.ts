/** The members of a Babel path that are read here. */
interface Path {
  readonly node: Literal | { readonly type: string };
}

type Literal =
  | { readonly type: 'StringLiteral'; readonly value: string }
  | {
      readonly type: 'TemplateLiteral';
      readonly quasis: readonly { readonly value: { readonly raw: string } }[];
      readonly expressions: readonly { readonly type: string }[];
    };

/** Expressions that name a value; anything else in a sentence may decide something and is mutated. */
const NAMES = ['Identifier', 'MemberExpression'];

/**
 * Whether a literal is a sentence for people: it has a space, and decides nothing. Codes, kinds, keys, ARNs and
 * patterns have none, so they are mutated wherever they stand.
 */
export function isHumanWords({ node }: Path): boolean {
  const literal = node as Literal;
  if (literal.type === 'StringLiteral') return literal.value.includes(' ');
  return (
    literal.type === 'TemplateLiteral' &&
    literal.quasis.some(({ value }) => value.raw.includes(' ')) &&
    literal.expressions.every(({ type }) => NAMES.includes(type))
  );
}

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'human-words',
    value: {
      shouldIgnore: (path: Path) =>
        isHumanWords(path) ? 'A sentence for people, not a decision.' : undefined,
    },
  },
];
