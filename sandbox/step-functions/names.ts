import { invalidName } from './refusals.ts';

const MAX_LENGTH = 80;
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/** @throws InvalidName for what may not name a machine or an execution. */
export function checkName(name: string): void {
  if (name.length < 1 || name.length > MAX_LENGTH || FORBIDDEN.test(name)) throw invalidName(name);
}
