import type { Environment } from '../../functions/environment.ts';
import type { Profiles } from '../http-api/profiles.ts';
import type { IssuedRoles } from '../oidc/local-issuer.ts';

const ACCOUNT = '000000000000';

/** A person or program of the sandbox, as IAM would know it after assuming its role. */
function profile(name: string, role: string) {
  return {
    userArn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${name}`,
    userId: `AROASANDBOX:${name}`,
    accountId: ACCOUNT,
  };
}

/** Who can call the sandbox, by the name of their profile; `developer` is the CLI's default. */
export const PROFILES: Profiles = {
  developer: profile('developer', 'deployers'),
  ci: profile('ci', 'deployers'),
  approver: profile('approver', 'approvers'),
  operator: profile('operator', 'operators'),
  viewer: profile('viewer', 'viewers'),
  admin: profile('admin', 'admins'),
  watch: profile('watch', 'watch'),
  stranger: profile('stranger', 'strangers'),
};

/** The installation's table of roles. */
export const ROLES: Environment['roles'] = [
  { principal: `arn:aws:sts::${ACCOUNT}:assumed-role/deployers/*`, roles: ['deployer'] },
  { principal: `arn:aws:sts::${ACCOUNT}:assumed-role/approvers/*`, roles: ['approver'] },
  { principal: `arn:aws:sts::${ACCOUNT}:assumed-role/operators/*`, roles: ['operator'] },
  { principal: `arn:aws:sts::${ACCOUNT}:assumed-role/viewers/*`, roles: ['viewer'] },
  { principal: `arn:aws:sts::${ACCOUNT}:assumed-role/admins/*`, roles: ['admin'] },
  { principal: `arn:aws:sts::${ACCOUNT}:assumed-role/watch/*`, roles: ['operator', 'break-glass'] },
];

/** Who can sign in at the page: those of the profiles that are people. A token never breaks the glass. */
export const PEOPLE: IssuedRoles = {
  developer: ['deployer'],
  approver: ['approver'],
  operator: ['operator'],
  viewer: ['viewer'],
  admin: ['admin'],
  watch: ['operator'],
  stranger: [],
};
