import { invalidName, violatedConstraint } from './refusals.ts';

const MAX_LENGTH = 80;
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/**
 * @throws ValidationException for a name of a length that the API's model does not allow, InvalidName for
 * characters that may not name a machine or an execution
 */
export function checkName(name: string): void {
  if (name.length < 1) throw violatedConstraint('name', 'have length greater than or equal to 1');
  if (name.length > MAX_LENGTH)
    throw violatedConstraint('name', `have length less than or equal to ${MAX_LENGTH}`);
  if (FORBIDDEN.test(name)) throw invalidName(name);
}
