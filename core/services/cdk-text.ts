/** An expression of the text, such as the attribute of a construct above it. */
export interface Expression {
  readonly expression: string;
}

const WIDTH = 100;

/**
 * A value as a TypeScript literal; members that are undefined are left out.
 * @param column where the literal begins in its line
 */
export function literal(value: unknown, indent = '', column = indent.length): string {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (isExpression(value)) return value.expression;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const inner = `${indent}  `;
  const members = membersOf(value, inner);
  if (members.length === 0) return `${open}${close}`;
  const line = open === '{' ? `{ ${members.join(', ')} }` : `[${members.join(', ')}]`;
  if (column + line.length < WIDTH && !line.includes('\n')) return line;
  return [open, ...members.map((member) => `${inner}${member},`), `${indent}${close}`].join('\n');
}

function membersOf(value: object, indent: string): string[] {
  if (Array.isArray(value)) return value.map((item) => literal(item, indent));
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => {
      const name = `${/^[A-Za-z]\w*$/.test(key) ? key : text(key)}: `;
      return name + literal(member, indent, indent.length + name.length);
    });
}

function isExpression(value: object): value is Expression {
  return 'expression' in value;
}

function text(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A statement that makes a construct, in the scope `this`. */
export function construct(variable: string, kind: string, id: string, props: object): string {
  const begin = `const ${variable} = new ${kind}(this, ${text(id)}, `;
  return `${begin}${literal(props, '', begin.length)});`;
}

/** Words as one line of comment, whatever is in them. */
export function comment(words: string): string {
  return `// ${words.replace(/[\s\u2028\u2029]+/g, ' ').trim()}`;
}

/** A name as part of a construct's id: `web-shop` is `WebShop`. */
export function idOf(name: string): string {
  return name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** An SDK request's members as a construct's: names begin in lower case. */
export function asProps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asProps);
  if (typeof value !== 'object' || value === null || isExpression(value)) return value;
  const lower = (key: string) => key.charAt(0).toLowerCase() + key.slice(1);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [lower(key), asProps(member)]));
}
