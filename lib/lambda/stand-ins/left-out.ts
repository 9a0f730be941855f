/** Thrown where a function comes to a part of the SDK that its bundle does not carry. */
export class LeftOut extends Error {
  override readonly name = 'LeftOut';
  constructor(part: string) {
    super(`Functions are bundled without the SDK's ${part}; see lib/lambda/replacements.ts.`);
  }
}
