import { actionsIn, openStatements } from './policy-document.ts';

/** What is wrong with a policy that allows everybody something; nothing where it does not. */
export function openWords(policy: unknown): string | undefined {
  const open = openStatements(policy);
  return open.length === 0 ? undefined : `Everybody may ${open.map(actionsIn).join('; ')}.`;
}
