const LONGEST = 500;

/**
 * Words of an error that a state machine has caught: `name: cause`, where the cause of a function's error is JSON with
 * its message and a stack that is nobody's business.
 */
export function failureWords(text: string): string {
  const [, name = '', cause = text] = /^([\w.]+): (.*)$/s.exec(text) ?? [];
  const message = /"errorMessage":"((?:[^"\\]|\\.)*)/.exec(cause)?.[1]?.replace(/\\(.)/g, '$1');
  const words = message ?? cause;
  return `${name === '' ? '' : `${name}: `}${words}`.slice(0, LONGEST);
}
