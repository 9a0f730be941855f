import { matchesGlob } from '../glob.ts';
import { broken, type Check, missing, ok } from './check.ts';
import type { InstallationFacts } from './facts.ts';

const FIX = "Set the context 'roles' and deploy again; docs/deploying.md shows how.";

/** Whether the table of roles lets the right people in, as far as it can be told from the table itself. */
export function roleCheck({ roles }: InstallationFacts): Check {
  const check = 'roles';
  if (roles.length === 0) return broken(check, 'The table is empty: nobody may call anything.', FIX);
  const open = roles.filter(({ principal, roles: held }) => held.length > 0 && isEverybody(principal));
  if (open.length > 0)
    return broken(
      check,
      `Everybody who can reach the API is ${listed(open.flatMap((row) => row.roles))}.`,
      FIX,
    );
  const hidden = roles.filter(({ principal }, index) =>
    roles.slice(0, index).some((earlier) => matchesGlob(earlier.principal, principal)),
  );
  if (hidden.length > 0)
    return broken(
      check,
      `These never count, since an earlier row matches first: ${listed(hidden.map(({ principal }) => principal))}.`,
      FIX,
    );
  const held = new Set(roles.flatMap((row) => row.roles));
  const nobody = [
    ...(held.has('deployer') || held.has('admin') ? [] : ['deploy']),
    ...(held.has('approver') || held.has('admin') ? [] : ['approve']),
  ];
  if (nobody.length > 0) return missing(check, `Nobody may ${nobody.join(' or ')}.`, FIX);
  return ok(check, `${roles.length} rows; somebody may deploy and somebody may approve.`);
}

/** A pattern that names neither a role nor a user. */
function isEverybody(pattern: string): boolean {
  const name = pattern.split(/:(?:assumed-role|role|user)\//)[1];
  return name === undefined ? /(^|:)\*$/.test(pattern) : /^[*/]*$/.test(name);
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}
