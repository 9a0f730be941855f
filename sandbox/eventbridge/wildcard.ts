/**
 * Compiles an EventBridge wildcard: `*` stands for any run of characters, `\*` and `\\` are literal.
 * Throws a RangeError naming the reason when the wildcard is malformed.
 */
export function compileWildcard(wildcard: string): (text: string) => boolean {
  const source = [...tokens(wildcard)].map((token) =>
    token.any ? '[\\s\\S]*' : escapeForRegExp(token.text),
  );
  const expression = new RegExp(`^${source.join('')}$`);
  return (text) => expression.test(text);
}

interface Token {
  readonly text: string;
  readonly any: boolean;
}

function* tokens(wildcard: string): Generator<Token> {
  let previousWasAny = false;
  for (let index = 0; index < wildcard.length; index++) {
    const character = wildcard.charAt(index);
    if (character === '*') {
      if (previousWasAny) throw new RangeError('Consecutive wildcard characters are not allowed');
      previousWasAny = true;
      yield { text: character, any: true };
      continue;
    }
    previousWasAny = false;
    if (character !== '\\') {
      yield { text: character, any: false };
      continue;
    }
    index += 1;
    const escaped = wildcard.charAt(index);
    if (escaped !== '*' && escaped !== '\\') throw new RangeError('Invalid escape character in wildcard');
    yield { text: escaped, any: false };
  }
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
